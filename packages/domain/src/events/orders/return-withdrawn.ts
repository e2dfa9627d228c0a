import * as z from 'zod/mini';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { RETURN_FIELDS, returnExample } from './returned-item.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReturnWithdrawn = defineEvent({
  producer: 'orders',
  name: 'return-withdrawn',
  version: 1,
  description:
    'A return ended with nothing sent back: the shopper changed their mind, or nothing arrived in time.',
  data: z.extend(OrderSnapshot, {
    ...RETURN_FIELDS,
    by: field(
      z.enum(['shopper', 'system']),
      'Who ended it; the system when nothing arrived in time',
      'shopper',
    ),
    withdrawnAt: field(z.iso.datetime(), 'When', '2026-11-27T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'delivered',
    ...returnExample,
    returnItems: [...returnExample.returnItems],
    by: 'shopper',
    withdrawnAt: '2026-11-27T10:00:00.000Z',
  },
});
export type ReturnWithdrawn = EventOf<typeof ReturnWithdrawn>;
