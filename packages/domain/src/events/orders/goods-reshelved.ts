import * as z from 'zod/mini';
import { ProductId } from '../../ids.ts';
import { VariantId } from '../../variant.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

const MovedGoods = z.object({
  productId: field(ProductId, 'The product', 'prd_0demo'),
  variantId: z.optional(field(VariantId, 'Which of its variants, when it has some', 'm_blue')),
  units: field(
    z.int(),
    'How many are on the shelf again; below zero, how many left it once more in a replacement',
    1,
  ),
});

export const GoodsReshelved = defineEvent({
  producer: 'orders',
  name: 'goods-reshelved',
  version: 1,
  description:
    'Goods of a paid order that did not arrive are on the shelf again, or others left it in their place. Returns tell of theirs by `return-received`.',
  data: z.extend(OrderSnapshot, {
    moved: field(z.array(MovedGoods), 'Which', [{ productId: 'prd_0demo', units: 1 }]),
    movedAt: field(z.iso.datetime(), 'When', '2026-11-30T09:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'cancelled',
    moved: [{ productId: 'prd_0demo', units: 1 }],
    movedAt: '2026-11-30T09:00:00.000Z',
  },
});
export type GoodsReshelved = EventOf<typeof GoodsReshelved>;
