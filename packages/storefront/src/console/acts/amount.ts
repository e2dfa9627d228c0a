import { decimalsOf } from '@cartless/api-client';

/**
 * An amount as a person types it, in the currency's minor unit: `19.9` of CNY is 1990.
 *
 * @returns undefined for what is no amount of that currency
 */
export function minorUnits(text: string, currency: string): number | undefined {
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(text.trim());
  const decimals = decimalsOf(currency);
  const [, whole = '', part = ''] = match ?? [];
  if (match === null || part.length > decimals) return undefined;
  return Number(whole + part.padEnd(decimals, '0'));
}

/** What {@link minorUnits} takes of a currency, as the `pattern` of a field. */
export function amountPattern(currency: string): string {
  const decimals = decimalsOf(currency);
  return String.raw`\s*\d{1,12}${decimals === 0 ? '[.,]?' : String.raw`([.,]\d{0,${decimals}})?`}\s*`;
}

/** The other way: 1990 of CNY is `19.90`, as a field begins with. */
export function typedAmount({ amount, currency }: Readonly<{ amount: number; currency: string }>): string {
  const decimals = decimalsOf(currency);
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
