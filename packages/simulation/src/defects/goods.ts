import type { Defect } from './defect.ts';

const ORDERS = 'services/orders/src';

/** Of promotions, limits, prices and stock. */
export const OF_GOODS: readonly Defect[] = [
  {
    name: 'the use of a promotion stays when its order is cancelled',
    file: `${ORDERS}/promotions/use.ts`,
    find: "limited ? [{ type: 'release-use', code } as const] : []",
    instead: '[]',
    within: 500,
  },
  {
    name: 'a promotion is used beyond its limit',
    file: `${ORDERS}/ordering/order-store.ts`,
    find: '{ update: usesKey(code), add: { left: -1 }, when: { left: { gte: 1 } } }',
    instead: '{ update: usesKey(code), add: { left: -1 } }',
    within: 500,
  },
  {
    name: 'two tabs get beyond the limit of a shopper',
    file: `${ORDERS}/limits/tally-store.ts`,
    find: 'seen === 0 ? { pk: ABSENT } : { v: seen }',
    instead: '{}',
    within: 500,
  },
  {
    name: 'a quote forgets what a promotion takes off',
    file: `${ORDERS}/ordering/quote.ts`,
    find: 'problem === undefined ? offered?.promotion : undefined',
    instead: 'undefined',
    within: 200,
  },
  {
    name: 'stock is sold at the price of before',
    file: `${ORDERS}/catalogue/bucket-sides.ts`,
    find: 'told(before, was) === told(after, offer)',
    instead: 'before.buckets === after.buckets',
    within: 200,
  },
  {
    name: 'a correction of the shelf is booked each time that it is asked for',
    file: `${ORDERS}/stock/ledger-store.ts`,
    find: '{ put: movementItem(sku, movement), when: { pk: ABSENT } }',
    instead: '{ put: movementItem(sku, movement) }',
    within: 3000,
  },
  {
    name: 'units of a size go back to another',
    file: `${ORDERS}/ordering/cancellation.ts`,
    find: "({ type: 'release-stock', sku: skuOf(line), ...draw }) as const",
    instead:
      "({ type: 'release-stock', sku: skuOf({ ...line, variantId: line.variantId && 's' }), ...draw }) as const",
    within: 1000,
  },
  {
    name: 'what a lost dispute took is not told',
    file: `${ORDERS}/disputes/noted-dispute.ts`,
    find: "[{ type: 'order-refunded', at, refund: refund.amount, refundedAt: at, disputeId: id }]",
    instead: '[]',
    within: 3000,
  },
  {
    name: 'a refund that failed after it had arrived is taken for done',
    file: `${ORDERS}/payments/refund-moves.ts`,
    find: 'refund === undefined || refund.failed !== undefined || refund.reference !== undefined',
    instead:
      'refund === undefined || refund.failed !== undefined || refund.reference !== undefined || refund.doneAt !== undefined',
    within: 2000,
  },
];
