import * as z from 'zod/mini';

/** Digits and letters that cannot be mistaken for one another on paper or on the phone. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_LENGTH = 7;

/** The number a shopper sees and types: `20261121-4F7K2M9-C` is date, random part and check character. */
export const OrderNumber = z.string().check(z.regex(/^\d{8}-[0-9A-HJKMNP-TV-Z]{7}-[0-9A-HJKMNP-TV-Z]$/));
export type OrderNumber = z.infer<typeof OrderNumber>;

/**
 * Makes an order number of the day. The random part has 35 bits, so uniqueness is for the caller to claim.
 * @param random at least 7 bytes, of which 5 bits each are used
 */
export function orderNumber(at: Date, random: Uint8Array): OrderNumber {
  const day = at.toISOString().slice(0, 10).replaceAll('-', '');
  const tail = Array.from(random.subarray(0, RANDOM_LENGTH), (byte) => SYMBOLS[byte & 31]).join('');
  return `${day}-${tail}-${checkCharacter(day + tail)}`;
}

/**
 * Reads what a person typed: letter case, spaces and the dashes do not matter.
 * @returns the number in its standard form, or undefined when the check character tells it was mistyped
 */
export function readOrderNumber(typed: string): OrderNumber | undefined {
  const match = /^(\d{8})([0-9A-Z]{7})([0-9A-Z])$/.exec(typed.toUpperCase().replaceAll(/[\s-]/g, ''));
  if (match === null) return undefined;
  const [, day = '', tail = '', check] = match;
  return check === checkCharacter(day + tail) ? `${day}-${tail}-${check}` : undefined;
}

/** Weighted sum modulo 31 (a prime): finds every single wrong character and every swap of neighbours but 0↔Z. */
function checkCharacter(text: string): string {
  const sum = Array.from(text, (c, i) => SYMBOLS.indexOf(c) * (i + 2)).reduce((a, b) => a + b, 0);
  return SYMBOLS[((sum % 31) + 31) % 31] ?? '0';
}
