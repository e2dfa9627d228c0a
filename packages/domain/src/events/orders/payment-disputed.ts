import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { DISPUTE_ID, disputeId } from './dispute-id.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const PaymentDisputed = defineEvent({
  producer: 'orders',
  name: 'payment-disputed',
  version: 1,
  description:
    'A shopper disputes a payment at the bank. What has not left waits until dispute-closed; told again when the provider takes a closed dispute up again.',
  data: z.extend(OrderSnapshot, {
    disputeId: disputeId(),
    disputed: field(Money, 'What is disputed', { amount: 26_800, currency: 'CNY' }),
    reason: field(z.string(), "The provider's word for the shopper's reason", 'fraudulent', {
      personal: false,
    }),
    inquiry: field(z.boolean(), 'Whether the bank only asks; no money has moved then', false),
    openedAt: field(z.iso.datetime(), 'When', '2026-11-22T10:00:00.000Z'),
    reopened: z.optional(
      field(z.literal(true), 'Set when the dispute was told of before and had been closed', true),
    ),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'paid',
    disputeId: DISPUTE_ID,
    disputed: { amount: 26_800, currency: 'CNY' },
    reason: 'fraudulent',
    inquiry: false,
    openedAt: '2026-11-22T10:00:00.000Z',
  },
});
export type PaymentDisputed = EventOf<typeof PaymentDisputed>;
