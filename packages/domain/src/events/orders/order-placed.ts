import * as z from 'zod/mini';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderPlaced = defineEvent({
  producer: 'orders',
  name: 'order-placed',
  version: 1,
  description: 'A shopper placed an order: its price is fixed and its stock is reserved.',
  data: z.extend(OrderSnapshot, {
    payBy: field(
      z.nullable(z.iso.datetime()),
      'Unpaid after this, the order is cancelled; null for cash on delivery',
      '2026-11-21T08:15:00.000Z',
    ),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'placed',
    orderNumber: null,
    payBy: '2026-11-21T08:15:00.000Z',
  },
});
export type OrderPlaced = EventOf<typeof OrderPlaced>;
