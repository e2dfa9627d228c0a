import * as z from 'zod/mini';
import { OrderNumber } from '../../order-number.ts';
import { OrderSnapshot, WHOLE_ADDRESS, wholeAddressExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderReaddressed = defineEvent({
  producer: 'orders',
  name: 'order-readdressed',
  version: 1,
  description: 'The shopper wants the order to go to another address; its parcel may have left already.',
  data: z.extend(OrderSnapshot, {
    ...WHOLE_ADDRESS,
    orderNumber: field(OrderNumber, 'The number people use', '20261121-4F7K2M9-C'),
    change: field(z.int(), 'Which change it is; a later one has a higher number', 5),
    changedAt: field(z.iso.datetime(), 'When', '2026-11-21T09:00:00.000Z'),
  }),
  example: {
    ...wholeAddressExample,
    items: [...wholeAddressExample.items],
    change: 5,
    changedAt: '2026-11-21T09:00:00.000Z',
  },
});
export type OrderReaddressed = EventOf<typeof OrderReaddressed>;
