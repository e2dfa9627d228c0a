import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { OrderNumber, orderNumber, readOrderNumber } from './order-number.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('');
const numbers = fc
  .tuple(
    fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    fc.uint8Array({ minLength: 7, maxLength: 7 }),
  )
  .map(([day, random]) => orderNumber(day, random));
const isZeroAndZ = (a: string, b: string) => `${a}${b}` === '0Z' || `${a}${b}` === 'Z0';

describe('an order number', () => {
  it('names the day in UTC and passes its own check', () => {
    const number = orderNumber(new Date('2026-11-21T23:59:59Z'), new Uint8Array([4, 15, 7, 19, 2, 20, 9]));
    expect(number).toMatch(/^20261121-4F7K2M9-.$/);
    expect(z.safeParse(OrderNumber, number).success).toBe(true);
  });

  it('is read back however it is typed', () => {
    const disguise = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => text.replaceAll('-', ''),
      (text) => ` ${text.replaceAll('-', ' ')} `,
      (text) => text.replaceAll('0', 'o').replaceAll('1', 'l'),
      (text) => text.replaceAll('0', 'O').replaceAll('1', 'I'),
    );
    fc.assert(
      fc.property(numbers, disguise, (number, typed) => {
        expect(readOrderNumber(typed(number))).toBe(number);
      }),
    );
  });

  it('with one wrong character is refused, unless a 0 became a Z', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.constantFrom(...SYMBOLS), (number, place, symbol) => {
        const plain = number.replaceAll('-', '');
        const at = place % plain.length;
        const before = plain.charAt(at);
        fc.pre(before !== symbol && !isZeroAndZ(before, symbol));
        expect(readOrderNumber(plain.slice(0, at) + symbol + plain.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  it('with two neighbours swapped is refused, unless they are a 0 and a Z', () => {
    fc.assert(
      fc.property(numbers, fc.nat(13), (number, at) => {
        const plain = number.replaceAll('-', '');
        const [a, b] = [plain.charAt(at), plain.charAt(at + 1)];
        fc.pre(a !== b && !isZeroAndZ(a, b));
        expect(readOrderNumber(plain.slice(0, at) + b + a + plain.slice(at + 2))).toBeUndefined();
      }),
    );
  });

  it('is never one that the schema refuses', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}[0-9A-Za-z]{8}$/), (typed) => {
        const number = readOrderNumber(typed);
        if (number !== undefined) expect(z.safeParse(OrderNumber, number).success).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['', '20261121', '20261121-4F7K2M9', '20261121-4F7K2U9-C', "20261121-4F7K2M9-C' OR 1=1"])(
    'is not read from %j',
    (typed) => {
      expect(readOrderNumber(typed)).toBeUndefined();
    },
  );

  it('is not made from too little randomness', () => {
    expect(() => orderNumber(new Date(), new Uint8Array(6))).toThrow(RangeError);
  });
});
