import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, Address } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderNotFound } from '../../ordering/errors.ts';
import { OrderParams, OrderShape } from '../../ordering/order-body.ts';
import { AddressCannotChange, AddressChangesFee, AddressChangesTax } from '../errors.ts';

export const route = defineRoute({
  id: 'changeAddress',
  method: 'PATCH',
  path: '/orders/{orderId}',
  access: 'shop',
  summary: 'Sends an order to another address, before it leaves',
  description:
    'Once the order is paid, `addressChange` is `requested` until the warehouse has answered or the order is cancelled: then it is gone, or `refused` ' +
    'because the parcel had left, with the address that the parcel goes to and a mail that says so. An address to which ' +
    'sending costs something else, or where other taxes are included, is refused.',
  params: OrderParams,
  body: z.strictObject({ shippingAddress: Address }),
  success: { status: 200, description: 'The order', body: OrderShape },
  errors: [
    ...ACCOUNT_REFUSALS,
    OrderNotFound,
    AddressCannotChange,
    AddressChangesFee,
    AddressChangesTax,
    Busy,
  ],
});
