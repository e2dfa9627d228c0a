import * as z from 'zod/mini';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderCancelled = defineEvent({
  producer: 'orders',
  name: 'order-cancelled',
  version: 1,
  description: 'The order was cancelled before dispatch; its stock is free again.',
  data: z.extend(OrderSnapshot, {
    reason: field(z.enum(['shopper', 'unpaid', 'admin']), 'Who or what cancelled it', 'unpaid'),
    paid: z.optional(field(z.literal(true), 'Set when it had been paid: its money goes back', true)),
    cancelledAt: field(z.iso.datetime(), 'When', '2026-11-21T08:15:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'cancelled',
    reason: 'unpaid',
    cancelledAt: '2026-11-21T08:15:00.000Z',
  },
});
export type OrderCancelled = EventOf<typeof OrderCancelled>;
