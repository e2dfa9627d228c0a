import type { Defect } from './defect.ts';

/** Of what others say too late, twice or otherwise than before, and of queues and clocks. */
export const MESSAGES_AND_CLOCKS: readonly Defect[] = [
  {
    name: 'any amount pays an order',
    file: 'services/orders/src/payments/payment.ts',
    find: 'amount === order.total',
    instead: 'amount > 0',
    within: 1000,
  },
  {
    name: 'a parcel goes on after its end',
    file: 'services/logistics/src/shipments/shipment-moves.ts',
    find: '(SHIPMENT_MOVES[from] as readonly ShipmentStatus[]).includes(to)',
    instead: "from !== 'cancelled' || to === 'cancelled'",
    within: 2000,
  },
  {
    name: 'late news of a parcel take the delivery of its order back',
    file: 'services/orders/src/parcels/parcel-news.ts',
    find: "sent.status !== 'shipped' && sent.status !== 'undelivered'",
    instead: 'false',
    within: 2000,
  },
  {
    name: 'a carrier that is down holds up what others would take',
    file: 'services/logistics/src/labels/purchase.ts',
    find: 'isError(CarrierUnavailable, error) || (wanted !== undefined && isError(CarrierRefused, error))',
    instead: 'wanted !== undefined && isError(CarrierRefused, error)',
    within: 1000,
  },
  {
    name: 'a dead letter that is put back stays one',
    file: 'packages/lambda/src/dead-letters/put-back.ts',
    find: 'await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }))',
    instead: 'undefined',
    within: 200,
  },
  {
    name: 'dead letters are put back where others came from',
    file: 'packages/lambda/src/dead-letters/dead-letter-desk.ts',
    find: 'nameOf(url) + DEAD_LETTERS === queue',
    instead: 'nameOf(url) + DEAD_LETTERS !== queue',
    within: 200,
  },
];
