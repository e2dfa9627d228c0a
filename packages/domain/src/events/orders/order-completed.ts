import * as z from 'zod/mini';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderCompleted = defineEvent({
  producer: 'orders',
  name: 'order-completed',
  version: 1,
  description: 'The shopper has the goods and the order is closed.',
  data: z.extend(OrderSnapshot, {
    completedAt: field(z.iso.datetime(), 'When', '2026-11-25T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'completed',
    completedAt: '2026-11-25T10:00:00.000Z',
  },
});
export type OrderCompleted = EventOf<typeof OrderCompleted>;
