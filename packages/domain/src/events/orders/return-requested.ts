import * as z from 'zod/mini';
import { untoldText } from '../../address-snapshot.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { RETURN_FIELDS, returnExample } from './returned-item.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReturnRequested = defineEvent({
  producer: 'orders',
  name: 'return-requested',
  version: 1,
  description:
    'The shopper asks to send goods back. An order can have several returns; a release that knew one return of an order ' +
    'only names neither the return nor its units.',
  data: z.extend(OrderSnapshot, {
    reason: untoldText('The words of the shopper stay with the orders service'),
    requestedAt: field(z.iso.datetime(), 'When', '2026-11-26T10:00:00.000Z'),
    returnId: z.optional(RETURN_FIELDS.returnId),
    returnItems: z.optional(RETURN_FIELDS.returnItems),
    reasonCode: RETURN_FIELDS.reasonCode,
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'delivered',
    reason: '-',
    requestedAt: '2026-11-26T10:00:00.000Z',
    ...returnExample,
    returnItems: [...returnExample.returnItems],
  },
});
export type ReturnRequested = EventOf<typeof ReturnRequested>;
