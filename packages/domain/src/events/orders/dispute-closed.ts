import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { DISPUTE_ID, disputeId } from './dispute-id.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const DisputeClosed = defineEvent({
  producer: 'orders',
  name: 'dispute-closed',
  version: 1,
  description:
    'A dispute about a payment is over. The money that it cost is booked by order-refunded; when the order had not left, order-cancelled follows.',
  data: z.extend(OrderSnapshot, {
    disputeId: disputeId(),
    outcome: field(
      z.enum(['won', 'lost', 'prevented', 'inquiry-closed']),
      'How it ended, from where the shop stands',
      'won',
    ),
    lost: field(Money, 'What went back to the shopper by it', { amount: 0, currency: 'CNY' }),
    closedAt: field(z.iso.datetime(), 'When', '2026-12-12T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'paid',
    disputeId: DISPUTE_ID,
    outcome: 'won',
    lost: { amount: 0, currency: 'CNY' },
    closedAt: '2026-12-12T10:00:00.000Z',
  },
});
export type DisputeClosed = EventOf<typeof DisputeClosed>;
