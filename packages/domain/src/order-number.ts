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
 * @throws RangeError when there are fewer
 */
export function orderNumber(at: Date, random: Uint8Array): OrderNumber {
  if (random.length < RANDOM_LENGTH)
    throw new RangeError(`an order number takes ${RANDOM_LENGTH} random bytes`);
  const day = at.toISOString().slice(0, 10).replaceAll('-', '');
  const tail = Array.from(random.subarray(0, RANDOM_LENGTH), (byte) => SYMBOLS[byte & 31]).join('');
  return `${day}-${tail}-${checkCharacter(day + tail)}`;
}

/**
 * Reads what a person typed: letter case, spaces and the dashes do not matter, and the letters that no number has are
 * taken for the digits they look like.
 * @returns the number in its standard form, or undefined when the check character tells it was mistyped
 */
export function readOrderNumber(typed: string): OrderNumber | undefined {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const match = /^(\d{8})([0-9A-HJKMNP-TV-Z]{7})([0-9A-HJKMNP-TV-Z])$/.exec(plain);
  if (match === null) return undefined;
  const [, day = '', tail = '', check] = match;
  return check === checkCharacter(day + tail) ? `${day}-${tail}-${check}` : undefined;
}

/**
 * Weighted sum modulo 31 (a prime): finds every single wrong character and every swap of neighbours, except where a 0
 * and a Z take each other's place.
 */
function checkCharacter(text: string): string {
  const sum = Array.from(text, (c, i) => SYMBOLS.indexOf(c) * (i + 2)).reduce((a, b) => a + b, 0);
  return SYMBOLS[((sum % 31) + 31) % 31] ?? '0';
}
