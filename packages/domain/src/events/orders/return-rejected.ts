import * as z from 'zod/mini';
import { untoldText } from '../../address-snapshot.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { RETURN_FIELDS, returnExample } from './returned-item.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReturnRejected = defineEvent({
  producer: 'orders',
  name: 'return-rejected',
  version: 1,
  description: 'The shop does not take the goods back.',
  data: z.extend(OrderSnapshot, {
    ...RETURN_FIELDS,
    reason: untoldText('The words for the shopper stay with the orders service, which mails them'),
    rejectedAt: field(z.iso.datetime(), 'When', '2026-11-27T10:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'delivered',
    ...returnExample,
    returnItems: [...returnExample.returnItems],
    reason: '-',
    rejectedAt: '2026-11-27T10:00:00.000Z',
  },
});
export type ReturnRejected = EventOf<typeof ReturnRejected>;
