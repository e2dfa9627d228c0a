// The client of the API has this file too, word for word: it imports nothing.

/**
 * Currencies whose minor unit is not a hundredth. Source: ISO 4217, list one. What Intl says is how people write amounts, it
 * changes with the release of Node (HUF, IDR, RSD), and must not change what an amount means.
 */
const DECIMALS: Readonly<Record<string, number>> = {
  ...decimals(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...decimals(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...decimals(4, 'CLF UYW'),
};

function decimals(count: number, currencies: string): Record<string, number> {
  return Object.fromEntries(currencies.split(' ').map((currency) => [currency, count]));
}

/** How many decimals the minor unit of a currency has: 2 for CNY, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: string): number => DECIMALS[currency] ?? 2;

/** Writes an amount for a person: `formatMoney({amount: 1999, currency: 'CNY'}, 'en')` is `CN¥19.99`. */
export function formatMoney(
  { amount, currency }: Readonly<{ amount: number; currency: string }>,
  locale: string,
): string {
  // As text, because a division would round large amounts.
  return formatOf(locale, currency).format(`${amount}E-${decimalsOf(currency)}` as `${number}`);
}

/** By language and currency: to make one takes longer than to write a hundred amounts. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const name = `${locale} ${currency}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const digits = decimalsOf(currency);
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(name, made);
  return made;
}
