import { formatMoney } from '@cartless/api-client';

/** A figure as a report has it: money, a number, or nothing where there is no figure. */
type Figure = Readonly<{ amount: number; currency: string }> | number | null | undefined;

/** Whether figures of a name are parts of a whole. */
const isShare = (name: string): boolean => /Rate$|Margin$|Known$|share/.test(name);

/** Writes a figure for a person; a dash where there is none. */
export function figure(value: Figure, name: string, locale: string): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'object') return formatMoney(value, locale);
  return isShare(name) ? percent(value, locale) : new Intl.NumberFormat(locale).format(value);
}

/** A part of a whole: 0.125 is 12.5 %. */
export const percent = (value: number | null | undefined, locale: string): string =>
  value === null || value === undefined
    ? '–'
    : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);

/** How much more or less than before, with its sign. */
export const change = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(value);

/** The height of a figure in a drawing; money in its minor unit. */
export const height = (value: Figure): number =>
  value === null || value === undefined ? 0 : typeof value === 'object' ? value.amount : value;
