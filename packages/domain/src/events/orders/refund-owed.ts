import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const RefundOwed = defineEvent({
  producer: 'orders',
  name: 'refund-owed',
  version: 1,
  description: 'The shop decided to give money back; it is on its way and order-refunded tells when it left.',
  data: z.extend(OrderSnapshot, {
    owed: field(Money, 'All that is still to be given back', { amount: 12_900, currency: 'CNY' }),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'cancelled',
    owed: { amount: 12_900, currency: 'CNY' },
  },
});
export type RefundOwed = EventOf<typeof RefundOwed>;
