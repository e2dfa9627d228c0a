import * as z from 'zod/mini';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { RETURN_FIELDS, returnExample } from './returned-item.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReturnApproved = defineEvent({
  producer: 'orders',
  name: 'return-approved',
  version: 1,
  description: 'The shopper may send the goods back.',
  data: z.extend(OrderSnapshot, {
    ...RETURN_FIELDS,
    by: field(
      z.enum(['admin', 'system']),
      'Who said so; the system when nobody had decided in time',
      'admin',
    ),
    arriveBy: field(
      z.iso.datetime(),
      'When the return lapses if nothing has arrived',
      '2026-12-27T10:00:00.000Z',
    ),
    approvedAt: field(z.iso.datetime(), 'When', '2026-11-27T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'delivered',
    ...returnExample,
    returnItems: [...returnExample.returnItems],
    by: 'admin',
    arriveBy: '2026-12-27T10:00:00.000Z',
    approvedAt: '2026-11-27T10:00:00.000Z',
  },
});
export type ReturnApproved = EventOf<typeof ReturnApproved>;
