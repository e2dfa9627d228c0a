import type { Defect } from './defect.ts';

const ORDERS = 'services/orders/src';
const ANALYTICS = 'services/analytics/src';

/** Of disputes, refunds, and what is left of them in reports. */
export const OF_MONEY: readonly Defect[] = [
  {
    name: 'what a lost dispute took is owed once more',
    file: `${ORDERS}/disputes/noted-dispute.ts`,
    find: 'coverRefunds(order, dispute, at)',
    instead: 'order.refunds',
    within: 3000,
  },
  {
    name: 'a lost dispute takes nothing from the books',
    file: `${ORDERS}/disputes/noted-dispute.ts`,
    find: 'isClosed(told) ? told.taken : (before?.lost ?? 0)',
    instead: '0',
    within: 500,
  },
  {
    name: 'refunds wait for ever when a dispute is over',
    file: `${ORDERS}/disputes/noted-dispute.ts`,
    find: "waited && !known.some(({ type }) => type === 'refund-owed') ? [{ type: 'refund-owed', at }] : []",
    instead: '[]',
    within: 5000,
  },
  {
    name: 'a refund that failed at the bank is taken for done',
    file: `${ORDERS}/payments/money-kept.ts`,
    find: 'order.refunds.filter(({ doneAt }) => doneAt !== undefined)',
    instead: 'order.refunds',
    within: 1000,
  },
  {
    name: 'reports count what a dispute took twice',
    file: `${ANALYTICS}/facts/order-bookings.ts`,
    find: 'byDispute && { lostToDisputes: refund }',
    instead: 'byDispute && { lostToDisputes: 2 * refund }',
    within: 2000,
  },
  {
    name: 'the cost of goods stays in the books when they are on the shelf again',
    file: `${ANALYTICS}/facts/order-bookings.ts`,
    find: 'wasPaid && offTheBooks(quantity, costed)',
    instead: '{}',
    within: 2000,
  },
  {
    name: 'an order that nobody paid is counted as one that its shopper cancelled',
    file: `${ANALYTICS}/facts/order-bookings.ts`,
    find: 'unpaid && { unpaidExpired: 1 }',
    instead: '{}',
    within: 300,
  },
  {
    name: 'reports forget what did not arrive',
    file: `${ANALYTICS}/facts/order-bookings.ts`,
    find: 'everywhere(order, at, { undelivered: 1 })',
    instead: '[]',
    within: 500,
  },
  {
    name: 'what is sent once more leaves no shelf',
    file: `${ORDERS}/parcels/undelivered.ts`,
    find: 'offTheShelf(order, itemsIn(less(leaves, comes)), draws)',
    instead: '[]',
    within: 1000,
  },
];
