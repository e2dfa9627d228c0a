import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { PaymentFailureReason } from '../../payment-failure.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const PaymentFailed = defineEvent({
  producer: 'orders',
  name: 'payment-failed',
  version: 1,
  description:
    'A try to pay the order came to nothing; told once for each, and for so many of one order. The order stays as it is, and can ' +
    'be paid as long as it could be before.',
  data: z.extend(OrderSnapshot, {
    amount: field(Money, 'What was to be paid', { amount: 25_800, currency: 'CNY' }),
    reason: field(PaymentFailureReason, 'Why it came to nothing', 'insufficient-funds'),
    failedAt: field(z.iso.datetime(), 'When', '2026-11-21T08:02:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'placed',
    amount: { amount: 25_800, currency: 'CNY' },
    reason: 'insufficient-funds',
    failedAt: '2026-11-21T08:02:00.000Z',
  },
});
export type PaymentFailed = EventOf<typeof PaymentFailed>;
