/** Invoices and credit notes are counted apart, each from 1 in every year. */
export type Series = 'invoice' | 'credit-note';
export type DocumentNumber = Readonly<{ series: Series; year: number; count: number }>;

/** As people write it: `2026-000001`, `2026-C000001`. */
export const numberText = ({ series, year, count }: DocumentNumber): string =>
  `${year}-${series === 'invoice' ? '' : 'C'}${String(count).padStart(6, '0')}`;

/** By time zone: to make one takes longer than to issue an invoice. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const options = { calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en', { timeZone, ...options });
  formats.set(timeZone, made);
  return made;
}

/** The day of a moment in a time zone, `2026-11-29`. @param zone IANA name, a setting of the shop */
export function dayIn(zone: string, at: number): string {
  const parts = formatOf(zone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
