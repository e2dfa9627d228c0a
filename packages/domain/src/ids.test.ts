import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import {
  AddressId,
  base32,
  datedAt,
  datedId,
  idFrom,
  newId,
  OrderId,
  ProductId,
  ShipmentId,
  UserId,
} from './ids.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The inverse, written apart: bits of the characters one after another, cut into whole bytes. */
function decode(text: string): number[] {
  const bits = Array.from(text, (c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  return (bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}

describe('base 32', () => {
  it('of any bytes can be read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = base32(bytes);
        expect(text).toHaveLength(Math.ceil((bytes.length * 8) / 5));
        expect(decode(text)).toEqual([...bytes]);
      }),
    );
  });

  it('keeps the order of byte strings of one length', () => {
    const pair = fc.integer({ min: 1, max: 20 }).chain((length) => {
      const bytes = fc.uint8Array({ minLength: length, maxLength: length });
      return fc.tuple(bytes, bytes);
    });
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const byBytes = Math.sign(Buffer.compare(a, b));
        const byText = Math.sign(Buffer.compare(Buffer.from(base32(a)), Buffer.from(base32(b))));
        expect(byText).toBe(byBytes);
      }),
    );
  });
});

describe('an id with a date', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

  it('tells when it was made, and is the same for the same moment and bytes', () => {
    fc.assert(
      fc.property(time, bytes, (at, unique) => {
        const id = datedId('address', new Date(at), unique);
        expect(z.safeParse(AddressId, id).success).toBe(true);
        expect(datedAt(id)).toBe(at);
        expect(datedId('address', new Date(at), unique)).toBe(id);
      }),
    );
  });

  it('is another for other bytes', () => {
    const at = new Date(1_800_000_000_000);
    expect(new Set(Array.from({ length: 1000 }, () => datedId('address', at))).size).toBe(1000);
  });

  it.each(['adr_home', newId('address'), `adr_${'u'.repeat(26)}`, '', 'adr_'])('is not %j', (id) => {
    expect(datedAt(id)).toBeUndefined();
  });
});

describe('an id', () => {
  const schemas = {
    user: UserId,
    address: AddressId,
    product: ProductId,
    order: OrderId,
    shipment: ShipmentId,
  };

  it.each(Object.entries(schemas))(
    'of a %s passes the check of its own kind and of no other',
    (kind, schema) => {
      const id = newId(kind as keyof typeof schemas);
      expect(id).toMatch(/^[a-z]{3}_[0-9a-z]{20}$/);
      expect(z.safeParse(schema, id).success).toBe(true);
      const others = Object.values(schemas).filter((other) => other !== schema);
      for (const other of others) expect(z.safeParse(other, id).success).toBe(false);
    },
  );

  it('is new each time', () => {
    const ids = new Set(Array.from({ length: 1000 }, () => newId('order')));
    expect(ids.size).toBe(1000);
  });

  it('made from a digest is always the same, and differs with the first 100 bits', () => {
    const digest = new Uint8Array(32).fill(7);
    expect(idFrom('order', digest)).toBe(idFrom('order', digest.slice()));
    const other = digest.slice();
    other[11] = 8;
    expect(idFrom('order', other)).not.toBe(idFrom('order', digest));
  });

  it.each(['ord_', 'ord_A', 'ord_a b', 'ord', 'xord_a', `ord_${'a'.repeat(41)}`, 'ord_a\n', 'ord_../x'])(
    'is not %j',
    (text) => {
      expect(z.safeParse(OrderId, text).success).toBe(false);
    },
  );
});
