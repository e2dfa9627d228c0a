import type { Defect } from './defect.ts';
import { MESSAGES_AND_CLOCKS } from './messages.ts';
import { OF_GOODS } from './goods.ts';
import { PEOPLE_AND_NUMBERS } from './people.ts';
import { OF_RESTORING } from './restoring.ts';

export type { Defect } from './defect.ts';

const ORDERS = 'services/orders/src';

/** What the simulation is tested with. A new one is a record here. */
export const DEFECTS: readonly Defect[] = [
  {
    name: 'stock stays held when an order is cancelled',
    file: `${ORDERS}/ordering/cancellation.ts`,
    find: '[...from.lines.flatMap((line) => releaseLine(from, line, at)), ...releaseUse(from, at)]',
    instead: '[...releaseUse(from, at)]',
    within: 100,
  },
  {
    name: 'a cancelled order owes nothing back',
    file: `${ORDERS}/ordering/cancellation.ts`,
    find: 'refundAll(from, { reason: `cancelled: ${why}`, at })',
    instead: 'from.refunds',
    within: 1000,
  },
  {
    name: 'what has left can be cancelled',
    file: `${ORDERS}/ordering/cancellation.ts`,
    find: '!isHere(from)',
    instead: 'false',
    within: 1000,
  },
  {
    name: 'more is sold than there is',
    file: `${ORDERS}/ordering/order-store.ts`,
    find: '{ act: true, p: amount, c: currency, n: { gte: atLeast } }',
    instead: '{ act: true, p: amount, c: currency }',
    within: 200,
  },
  {
    name: 'events are lost while the topic is down',
    file: 'packages/lambda/src/relay/publish.ts',
    find: "({ outgoing, outcome: 'later', reason })",
    instead: "({ outgoing, outcome: 'taken', reason })",
    within: 1000,
  },
  {
    name: 'a relay forgets what a busy item tells',
    file: 'packages/lambda/src/relay/outgoing.ts',
    find: '!known.has(identity(entry))',
    instead: 'known.size === 0',
    within: 200,
  },
  {
    name: 'a message that failed is taken for done',
    file: 'packages/lambda/src/queue-handler.ts',
    find: '(await settled(record, run)) ? [] : [record]',
    instead: '(await settled(record, run)) ? [] : []',
    within: 1000,
  },
  {
    name: 'who writes last wins',
    file: 'packages/aggregate/src/store.ts',
    find: '{ before, known: writesOf.get(state) ?? [], when: asRead }',
    instead: '{ before, known: writesOf.get(state) ?? [], when: {} }',
    within: 1000,
  },
  {
    name: 'a number of an invoice is left out',
    file: `${ORDERS}/invoices/issue-invoices.ts`,
    find: 'let count = (await last()) + 1',
    instead: 'let count = (await last()) + 2',
    within: 200,
  },
  {
    name: 'a letter is sent whenever its event comes',
    file: `${ORDERS}/mails/sent-mails-store.ts`,
    find: '(await items.get(mailKey(eventId), { consistent: true })) !== undefined',
    instead: 'false',
    within: 500,
  },
  {
    name: 'a refund has another key each time',
    file: `${ORDERS}/payments/settle-refunds.ts`,
    find: '{ key, intent, amount, paid, currency, orderId, refusals }',
    instead: '{ key: `${key}-${ports.now().getTime()}`, intent, amount, paid, currency, orderId, refusals }',
    within: 1000,
  },
  {
    name: 'unpaid orders are never cancelled',
    file: `${ORDERS}/ordering/settle-due.ts`,
    find: 'due === undefined || due.at > step.at',
    instead: "due === undefined || due.at > step.at || due.what === 'pay'",
    within: 100,
  },
  {
    name: 'delivered orders are never completed',
    file: `${ORDERS}/ordering/settle-due.ts`,
    find: "due.what === 'return'",
    instead: "due.what === 'complete'",
    within: 1000,
  },
  {
    name: 'a request under one key makes another order each time',
    file: `${ORDERS}/ordering/place-order.ts`,
    find: "createHash('sha256').update(`${userId}\\n${idempotencyKey}`).digest()",
    instead: 'crypto.getRandomValues(new Uint8Array(32))',
    within: 200,
  },
  {
    name: 'a payment counts each time that it is told',
    file: `${ORDERS}/payments/payment.ts`,
    find: 'order.captures.some(({ intent }) => intent === arrived.intent)',
    instead: 'false',
    within: 1000,
  },
  {
    name: 'a payment that comes too late is kept',
    file: `${ORDERS}/payments/payment.ts`,
    find: "order.status !== 'placed' || order.paymentMethod !== 'card'",
    instead: "order.paymentMethod !== 'card'",
    within: 2000,
  },
  {
    name: 'an order is numbered anew whenever its event comes',
    file: `${ORDERS}/ordering/number-order.ts`,
    find: "order.status !== 'placed' || order.orderNumber !== null",
    instead: "order.status !== 'placed'",
    within: 500,
  },
  {
    name: 'the parcel of a cancelled order is sent',
    file: 'services/logistics/src/shipments/cancel-shipment.ts',
    find: "!isNumbered(order) || order.reason === 'unpaid'",
    instead: 'true',
    within: 1000,
  },
  {
    name: 'old news of a parcel count',
    file: `${ORDERS}/parcels/parcel-news.ts`,
    find: "known.seen >= news.sequence || known.status === 'delivered'",
    instead: 'false',
    within: 3000,
  },
  {
    name: 'returned goods do not get to the shelf',
    file: `${ORDERS}/returns/goods-back.ts`,
    find: 'releases(placed, restocked, unitsRestocked(order, line))',
    instead: '[]',
    within: 2000,
  },
  ...OF_GOODS,
  ...PEOPLE_AND_NUMBERS,
  ...MESSAGES_AND_CLOCKS,
  ...OF_RESTORING,
];
