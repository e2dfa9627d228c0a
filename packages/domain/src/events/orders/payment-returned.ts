import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const PaymentReturned = defineEvent({
  producer: 'orders',
  name: 'payment-returned',
  version: 1,
  description:
    'A payment that did not fit its order went back: another amount or currency, a second payment, or one that came too ' +
    'late. It was never part of the revenue of the order.',
  data: z.extend(OrderSnapshot, {
    returned: field(Money, 'What went back, in the currency of the payment', {
      amount: 100,
      currency: 'CNY',
    }),
    returnedAt: field(z.iso.datetime(), 'When', '2026-11-27T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'placed',
    orderNumber: null,
    returned: { amount: 100, currency: 'CNY' },
    returnedAt: '2026-11-27T10:00:00.000Z',
  },
});
export type PaymentReturned = EventOf<typeof PaymentReturned>;
