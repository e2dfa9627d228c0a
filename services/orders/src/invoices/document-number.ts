/** Invoices and credit notes are counted apart, each from 1 in every year. */
export type Series = 'invoice' | 'credit-note';
export type DocumentNumber = Readonly<{ series: Series; year: number; count: number }>;

/** As people write it: `2026-000001`, `2026-C000001`. */
export const numberText = ({ series, year, count }: DocumentNumber): string =>
  `${year}-${series === 'invoice' ? '' : 'C'}${String(count).padStart(6, '0')}`;

/** The day of a moment in a time zone, `2026-11-29`. @param zone IANA name */
export function dayIn(zone: string, at: number): string {
  const options = {
    timeZone: zone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  } as const;
  const parts = new Intl.DateTimeFormat('en', options).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
