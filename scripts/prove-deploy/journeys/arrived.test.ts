import { describe, expect, it } from '@jest/globals';
import { isThere } from './arrived.ts';

const order = { status: 'paid', paymentMethod: 'card', refundOwed: { amount: 0 }, disputes: [] };
const parcel = { status: 'label-bought', trackingNumber: 'SF1' };

describe('an order is where it belongs', () => {
  it.each([
    ['paid, with a parcel that its carrier knows', {}, [parcel], true],
    ['paid, without a parcel', {}, [], false],
    ['paid, with one that has no label', {}, [{ status: 'created', trackingNumber: null }], false],
    ['paid and disputed', { disputes: [{}] }, [], true],
    ['placed, to be paid by card', { status: 'placed' }, [], false],
    [
      'placed, to be paid at the door, with a parcel',
      { status: 'placed', paymentMethod: 'cod' },
      [parcel],
      true,
    ],
    ['placed, to be paid at the door, without', { status: 'placed', paymentMethod: 'cod' }, [], false],
    ['cancelled', { status: 'cancelled' }, [], true],
    ['cancelled, and owed money', { status: 'cancelled', refundOwed: { amount: 1 } }, [], false],
    ['cancelled, with a parcel that goes out', { status: 'cancelled' }, [parcel], false],
    ['delivered', { status: 'delivered' }, [], true],
  ])('when it is %s', (_, change, parcels, expected) => {
    expect(isThere({ ...order, ...change }, parcels)).toBe(expected);
  });
});
