import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { disputeId } from './dispute-id.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const RefundFailed = defineEvent({
  producer: 'orders',
  name: 'refund-failed',
  version: 1,
  description:
    'Money did not reach the shopper: the provider refused a refund, or the bank sent it back. It is owed again, and somebody ' +
    'of the shop pays it in another way; order-refunded tells when.',
  data: z.extend(OrderSnapshot, {
    refund: field(Money, 'What did not arrive', { amount: 12_900, currency: 'CNY' }),
    undone: field(
      z.boolean(),
      'Whether order-refunded had told of it, so that it has to be taken back out of the books',
      false,
    ),
    refundedInAll: z.optional(
      field(Money, 'All refunds of the order together, without it', { amount: 0, currency: 'CNY' }),
    ),
    failedAt: field(z.iso.datetime(), 'When', '2026-11-27T10:00:00.000Z'),
    disputeId: z.optional(
      disputeId('The dispute that was lost and then won on appeal: nothing is owed again'),
    ),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'cancelled',
    refund: { amount: 12_900, currency: 'CNY' },
    undone: false,
    failedAt: '2026-11-27T10:00:00.000Z',
  },
});
export type RefundFailed = EventOf<typeof RefundFailed>;
