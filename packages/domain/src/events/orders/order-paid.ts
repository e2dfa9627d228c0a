import * as z from 'zod/mini';
import { OrderNumber } from '../../order-number.ts';
import { OrderSnapshot, TO_PACK, wholeAddressExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderPaid = defineEvent({
  producer: 'orders',
  name: 'order-paid',
  version: 1,
  description: 'The whole amount of the order was captured, or paid on delivery.',
  data: z.extend(OrderSnapshot, {
    ...TO_PACK,
    orderNumber: field(OrderNumber, 'The number people use', '20261121-4F7K2M9-C'),
    paidAt: field(z.iso.datetime(), 'When the money arrived', '2026-11-21T08:03:00.000Z'),
  }),
  example: {
    ...wholeAddressExample,
    items: [...wholeAddressExample.items],
    paidAt: '2026-11-21T08:03:00.000Z',
  },
});
export type OrderPaid = EventOf<typeof OrderPaid>;
