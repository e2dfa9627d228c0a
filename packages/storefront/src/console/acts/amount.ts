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

/** The other way: 1990 of CNY is `19.90`, as a field begins with. */
export function typedAmount({ amount, currency }: Readonly<{ amount: number; currency: string }>): string {
  const decimals = decimalsOf(currency);
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
