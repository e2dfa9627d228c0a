import * as z from 'zod/mini';
import { OrderId, ShipmentId, UserId } from '../../ids.ts';
import { Money } from '../../money.ts';
import { OrderNumber } from '../../order-number.ts';
import { field } from '../event-contract.ts';

/** The label of a parcel as the books need it: who sold it, for how much, and to which place it goes. */
export const LabelCost = z.object({
  shipmentId: field(ShipmentId, 'The parcel', 'shp_0demo'),
  orderId: field(OrderId, 'The order it belongs to', 'ord_0demo'),
  orderNumber: field(OrderNumber, 'The number people use', '20261121-4F7K2M9-C'),
  userId: field(UserId, 'The shopper', 'usr_0demo'),
  carrier: field(z.string(), 'Who carries it', 'SFExpress', { personal: false }),
  provider: field(z.string(), 'Who sold the label', 'easypost', { personal: false }),
  cost: z.optional(
    field(Money, 'What it cost, in the currency of the provider; left out when that is not told', {
      amount: 1200,
      currency: 'CNY',
    }),
  ),
  country: field(z.string(), 'Where it goes, ISO 3166-1 alpha-2', 'CN', { personal: false }),
  region: z.optional(
    field(z.string(), 'The region of that, where the country has some', '上海', { personal: false }),
  ),
});

export const labelCostExample = {
  shipmentId: 'shp_0demo',
  orderId: 'ord_0demo',
  orderNumber: '20261121-4F7K2M9-C',
  userId: 'usr_0demo',
  carrier: 'SFExpress',
  provider: 'easypost',
  cost: { amount: 1200, currency: 'CNY' },
  country: 'CN',
  region: '上海',
} as const;
