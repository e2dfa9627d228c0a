import type { Item } from '@cartless/aggregate';
import type { ShopperLimit } from './shopper-limit.ts';

/** What is free and was put on sale before limits were known. */
const ONE_EACH: ShopperLimit = { units: 1 };

/** The limit in a product's item. */
export const limitIn = ({ lm, p }: Item): ShopperLimit | undefined =>
  (lm as ShopperLimit | undefined) ?? (p === 0 ? ONE_EACH : undefined);
