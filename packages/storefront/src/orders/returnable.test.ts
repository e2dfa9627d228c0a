import type { Order } from '@cartless/api-client';
import { expect, it } from '@jest/globals';
import { returnable } from './returnable.ts';

const unit = (quantity: number, variantId?: string) => ({
  productId: 'prd_shirt',
  ...(variantId !== undefined && { variantId }),
  quantity,
});
const order = (status: string, returns: readonly object[]) =>
  ({ status, returns, parcels: [], items: [unit(3, 'blue'), unit(1, 'red')] }) as unknown as Order;
const left = (of: Order) => returnable(of).map(({ variantId, left: units }) => [variantId, units]);

it('is what was delivered and does not come back already, by variant', () => {
  const returns = [
    { status: 'approved', items: [unit(1, 'blue')] },
    { status: 'received', items: [unit(2, 'red')], received: { items: [unit(1, 'red')] } },
    { status: 'withdrawn', items: [unit(2, 'blue')] },
    { status: 'rejected', items: [unit(2, 'blue')] },
  ];
  expect(left(order('delivered', returns))).toEqual([['blue', 2]]);
  expect(left(order('completed', []))).toEqual([
    ['blue', 3],
    ['red', 1],
  ]);
});

it('is not what never arrived and was paid back', () => {
  const decided = [
    { outcome: 'refund', items: [unit(1, 'red')] },
    { outcome: 'reship', items: [unit(3, 'blue')] },
  ];
  expect(left({ ...order('delivered', []), parcels: [{ decided }] } as unknown as Order)).toEqual([
    ['blue', 3],
  ]);
});

it.each(['placed', 'paid', 'shipped', 'cancelled', 'returned', 'undelivered'])(
  'is nothing of an order that is %s',
  (status) => {
    expect(returnable(order(status, []))).toEqual([]);
  },
);
