import * as z from 'zod/mini';
import { OrderNumber } from '../../order-number.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderPaidV2 = defineEvent({
  producer: 'orders',
  name: 'order-paid',
  version: 2,
  description: 'What order-paid.v1 tells, without the address: for everybody who sends nothing there.',
  data: z.extend(OrderSnapshot, {
    orderNumber: field(OrderNumber, 'The number people use', '20261121-4F7K2M9-C'),
    paidAt: field(z.iso.datetime(), 'When the money arrived', '2026-11-21T08:03:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    paidAt: '2026-11-21T08:03:00.000Z',
  },
});
export type OrderPaidV2 = EventOf<typeof OrderPaidV2>;
