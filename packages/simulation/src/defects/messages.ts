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
];
