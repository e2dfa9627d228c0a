/** What numbers of China are written with: no I, O, S, V, Z. */
const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** As countries write theirs: letters and digits, parted by single spaces, dots, dashes or slashes, with digits among them. */
const ANY = /^(?=.*\d)[A-Z0-9]+(?:[ ./-][A-Z0-9]+)*$/;

/**
 * Whether a text can be a tax number. Of every country only what it is written with is looked at, since no check digit tells
 * whether somebody is registered; but 18 letters and digits are a unified social credit code, and a mistyped one is found.
 */
export function isTaxNumber(text: string): boolean {
  if (!ANY.test(text) || text.length < 4 || text.length > 30) return false;
  return text.length !== 18 || !/^[A-Z0-9]+$/.test(text) || isSocialCreditCode(text);
}

/** Whether the check character fits (GB 32100-2015). */
function isSocialCreditCode(text: string): boolean {
  const values = Array.from(text, (symbol) => SYMBOLS.indexOf(symbol));
  if (values.includes(-1)) return false;
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * (values[index] ?? 0), 0);
  return values[17] === (31 - (sum % 31)) % 31;
}
