/** Stripe's own minor units. Source: docs.stripe.com/currencies, "Zero-decimal" and "Three-decimal" currencies. */
const ZERO_DECIMAL = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');
const THREE_DECIMAL = 'BHD JOD KWD OMR TND'.split(' ');

/** Shows an amount in Stripe's minor units as people read it, for example `¥19.99`; yen and the like have no decimals. */
export function formatMoney(amount: number, currency: string, language: string): string {
  const code = currency.toUpperCase();
  const digits = ZERO_DECIMAL.includes(code) ? 0 : THREE_DECIMAL.includes(code) ? 3 : 2;
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}
