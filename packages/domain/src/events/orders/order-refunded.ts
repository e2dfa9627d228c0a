import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { disputeId } from './dispute-id.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderRefunded = defineEvent({
  producer: 'orders',
  name: 'order-refunded',
  version: 1,
  description: 'Money went back to the shopper.',
  data: z.extend(OrderSnapshot, {
    refund: field(Money, 'What this refund gave back', { amount: 12_900, currency: 'CNY' }),
    refundedInAll: field(Money, 'All refunds of the order together', { amount: 12_900, currency: 'CNY' }),
    refundedAt: field(z.iso.datetime(), 'When', '2026-11-27T10:00:00.000Z'),
    disputeId: z.optional(disputeId('The lost dispute by which it went back')),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'returned',
    refund: { amount: 12_900, currency: 'CNY' },
    refundedInAll: { amount: 12_900, currency: 'CNY' },
    refundedAt: '2026-11-27T10:00:00.000Z',
  },
});
export type OrderRefunded = EventOf<typeof OrderRefunded>;
