import * as z from 'zod/mini';

/** Crockford's base 32, lower case: no i, l, o, u, so an id survives being read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const PREFIXES = {
  user: 'usr',
  address: 'adr',
  product: 'prd',
  order: 'ord',
  shipment: 'shp',
} as const;

export type UserId = `usr_${string}`;
export type AddressId = `adr_${string}`;
export type ProductId = `prd_${string}`;
export type OrderId = `ord_${string}`;
export type ShipmentId = `shp_${string}`;
type IdKind = keyof typeof PREFIXES;
type IdOf<K extends IdKind> = `${(typeof PREFIXES)[K]}_${string}`;

/** Encodes bytes as lower-case Crockford base 32, most significant bits first. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(buffer << (5 - bits)) & 31] : text;
}

/** A new random id: 100 bits after the kind's prefix. */
export function newId<K extends IdKind>(kind: K): IdOf<K> {
  return idFrom(kind, crypto.getRandomValues(new Uint8Array(13)));
}

/** The id that given bytes (a digest, say) always lead to. Uses the first 100 bits. */
export function idFrom<K extends IdKind>(kind: K, bytes: Uint8Array): IdOf<K> {
  return `${PREFIXES[kind]}_${base32(bytes.subarray(0, 13)).slice(0, 20)}` as IdOf<K>;
}

const TIME_BYTES = 6;
const MORE_BYTES = 10;
const DATED_LENGTH = 26;

/**
 * An id that tells when it was made, to the millisecond: whoever does not know it can tell whether the news of it may
 * still be on its way. It proves nothing; anybody can write one.
 *
 * @param bytes what makes it one of its kind, random or a digest; the first 80 bits count
 */
export function datedId<K extends IdKind>(
  kind: K,
  at: Date,
  bytes: Uint8Array = crypto.getRandomValues(new Uint8Array(MORE_BYTES)),
): IdOf<K> {
  const all = new Uint8Array(TIME_BYTES + MORE_BYTES);
  const time = new DataView(all.buffer);
  time.setUint16(0, Math.floor(at.getTime() / 2 ** 32));
  time.setUint32(2, at.getTime() % 2 ** 32);
  all.set(bytes.subarray(0, MORE_BYTES), TIME_BYTES);
  return `${PREFIXES[kind]}_${base32(all)}` as IdOf<K>;
}

/** When a dated id says that it was made, in milliseconds since 1970; undefined for an id without a date. */
export function datedAt(id: string): number | undefined {
  const digits = Array.from(id.slice(id.indexOf('_') + 1), (digit) => ALPHABET.indexOf(digit));
  if (digits.length !== DATED_LENGTH || digits.includes(-1)) return undefined;
  // Ten characters are the 48 bits of the time and 2 of what follows.
  return Math.floor(digits.slice(0, 10).reduce((sum, digit) => sum * 32 + digit, 0) / 4);
}

const idSchema = <K extends IdKind>(kind: K) =>
  z.templateLiteral([PREFIXES[kind], '_', z.string().check(z.regex(/^[0-9a-z_-]{1,40}$/))]);

export const UserId = idSchema('user');
export const AddressId = idSchema('address');
export const ProductId = idSchema('product');
export const OrderId = idSchema('order');
export const ShipmentId = idSchema('shipment');
