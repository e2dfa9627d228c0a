import * as z from 'zod/mini';
import { Money } from '../../money.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { RETURN_FIELDS, ReturnedItem, returnedItemExample } from './returned-item.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

const ArrivedItem = z.extend(ReturnedItem, {
  restocked: field(z.int(), 'How many of them can be sold again', 1),
});

export const ReturnReceived = defineEvent({
  producer: 'orders',
  name: 'return-received',
  version: 1,
  description:
    'Goods came back, all that the return is about or a part. An order all of whose units came back is returned.',
  data: z.extend(OrderSnapshot, {
    returnId: RETURN_FIELDS.returnId,
    reasonCode: RETURN_FIELDS.reasonCode,
    returnItems: field(z.array(ArrivedItem), 'What arrived of it', [
      { ...returnedItemExample, restocked: 1 },
    ]),
    refund: field(Money, 'What goes back for them; refund-owed and order-refunded tell when', {
      amount: 12_900,
      currency: 'CNY',
    }),
    receivedAt: field(z.iso.datetime(), 'When', '2026-12-01T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'delivered',
    returnId: 'ret_0demo-1',
    returnItems: [{ ...returnedItemExample, restocked: 1 }],
    refund: { amount: 12_900, currency: 'CNY' },
    receivedAt: '2026-12-01T10:00:00.000Z',
  },
});
export type ReturnReceived = EventOf<typeof ReturnReceived>;
