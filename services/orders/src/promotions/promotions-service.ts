import { lazy, readConfig } from '@cartless/lambda';
import { CurrencyConfig } from '../config.ts';
import { ground } from '../service.ts';
import type { Promotion } from './promotion.ts';
import { readFields, showPromotion } from './promotion-body.ts';
import { promotionReader, promotionRequests, promotionStore, readUses } from './promotion-store.ts';

/** Showing promotions, wired, in the shop's currency. */
export const showing = /* @__PURE__ */ lazy(() => {
  const { items } = ground();
  const { CURRENCY: currency } = readConfig(CurrencyConfig);
  return {
    promotions: promotionReader(items),
    /** Promotions with how often they were used. */
    show: async (promotions: readonly Promotion[]) => {
      const limited = promotions.filter(({ limit }) => limit !== undefined);
      const left = await readUses(
        items,
        limited.map(({ code }) => code),
      );
      return promotions.map((promotion) => showPromotion(promotion, currency, left.get(promotion.code)));
    },
  };
});

/** Keeping promotions, wired, in the shop's currency. */
export const promoting = /* @__PURE__ */ lazy(() => {
  const { items, now } = ground();
  const { CURRENCY: currency } = readConfig(CurrencyConfig);
  return {
    ports: { promotions: promotionStore(items), requests: promotionRequests(items), now },
    read: (fields: Parameters<typeof readFields>[0]) => readFields(fields, currency),
    show: showing().show,
  };
});
