import { promotionStore } from '../../../../services/orders/src/promotions/promotion-store.ts';
import type { Promotion } from '../../../../services/orders/src/promotions/promotion.ts';
import type { Item, Items } from '@cartless/aggregate';
import { CATALOGUE, yuan } from './goods.ts';
import { ORDERS } from './orders.ts';
import type { Shop } from './shop.ts';

/** The codes of the shop. */
export const CODES = ['SPRING', 'LANTERN'] as const;

const { decode } = promotionStore(undefined as unknown as Items);

/** The promotion in an item, as the service itself reads it. */
export const promotionIn = (item: Item): Promotion => decode(item);

/** All promotions of the shop. */
export const promotionsOf = ({ world }: Shop): readonly Promotion[] =>
  (world.tables.stored(ORDERS)?.all() ?? [])
    .filter(({ pk, sk }) => sk === 'promotion' && String(pk).startsWith('K#'))
    .map(promotionIn);

/** What a promotion takes off, one of all kinds. */
export function reductionOf(drawn: number) {
  if (drawn < 0.4) return { type: 'percent', percent: drawn < 0.1 ? 100 : 15 };
  return drawn < 0.75 ? { type: 'amount', amount: yuan(1234) } : { type: 'free-shipping' };
}

/** Makes the promotions of the shop, each with limits and conditions that its code draws. */
export async function promote(shop: Shop): Promise<void> {
  for (const code of CODES) {
    const drawn = (what: string): number => shop.world.chance.of(`${what} of ${code}`);
    await shop.insist('orders/createPromotion', {
      caller: CATALOGUE,
      headers: { 'idempotency-key': `promote-${code}` },
      body: {
        code,
        reduction: reductionOf(drawn('reduction')),
        ...(drawn('limit') < 0.7 && { limit: 1 + Math.floor(drawn('uses') * 3) }),
        ...(drawn('limit per shopper') < 0.6 && {
          limitPerShopper: { units: 1, ...(drawn('days') < 0.5 && { days: 3 }) },
        }),
        ...(drawn('smallest total') < 0.3 && { smallestTotal: yuan(6000) }),
        ...(drawn('categories') < 0.3 && { categories: ['home'] }),
      },
    });
  }
}

/** Changes a promotion as it is now. */
export async function changePromotion(
  shop: Shop,
  code: string,
  change: (promotion: Promotion) => object,
  caller = CATALOGUE,
): Promise<void> {
  const promotion = promotionsOf(shop).find((one) => one.code === code);
  if (promotion === undefined) return;
  shop.edits += 1;
  await shop.insist('orders/changePromotion', {
    caller,
    params: { code },
    body: { ...change(promotion), version: promotion.version },
  });
  shop.edits += 1;
}
