import * as z from 'zod/mini';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReturnRequested = defineEvent({
  producer: 'orders',
  name: 'return-requested',
  version: 1,
  description: 'The shopper asks to send goods back.',
  data: z.extend(OrderSnapshot, {
    reason: field(z.string(), 'In the words of the shopper', 'Too small'),
    requestedAt: field(z.iso.datetime(), 'When', '2026-11-26T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'return-requested',
    reason: 'Too small',
    requestedAt: '2026-11-26T10:00:00.000Z',
  },
});
export type ReturnRequested = EventOf<typeof ReturnRequested>;
