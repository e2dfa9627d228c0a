import * as z from 'zod/mini';
import { OrderNumber } from '../../order-number.ts';
import { OrderSnapshot, TO_PACK, wholeAddressExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderConfirmed = defineEvent({
  producer: 'orders',
  name: 'order-confirmed',
  version: 1,
  description: 'The order got its number and its details were mailed to the shopper.',
  data: z.extend(OrderSnapshot, {
    ...TO_PACK,
    orderNumber: field(OrderNumber, 'The number people use', '20261121-4F7K2M9-C'),
  }),
  example: { ...wholeAddressExample, items: [...wholeAddressExample.items], status: 'placed' },
});
export type OrderConfirmed = EventOf<typeof OrderConfirmed>;
