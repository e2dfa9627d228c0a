import { decode } from '@cartless/aggregate';
import type { Agreement } from '@cartless/aggregate/repairing';
import { orderDeclaration } from '../ordering/order-store.ts';
import { idOf } from '../orders-table.ts';
import { promotionDeclaration } from './promotion-store.ts';

/**
 * How often a promotion can still be used is counted down with the orders that use it. Nothing is written here: a limit that
 * an earlier release took away and set again began anew, whatever was used before.
 */
export const usesAgree: Agreement = {
  says: 'of a promotion with a limit, so many uses are left as its orders have not used',
  watch() {
    const limits = new Map<string, number>();
    const left = new Map<string, number>();
    const used = new Map<string, number>();
    return {
      see(item) {
        const { sk } = item;
        const code = idOf(String(item['pk']));
        if (sk === 'uses') left.set(code, Number(item['left']));
        else if (sk === 'promotion' && String(item['pk']).startsWith('K#')) {
          const { limit } = decode(promotionDeclaration, item);
          if (limit !== undefined) limits.set(code, limit);
        } else if (sk === 'order') {
          const { promotion, status } = decode(orderDeclaration, item);
          if (promotion?.limited && status !== 'cancelled')
            used.set(promotion.code, (used.get(promotion.code) ?? 0) + 1);
        }
      },
      *broken() {
        for (const [code, limit] of limits) {
          const [uses, there] = [used.get(code) ?? 0, left.get(code) ?? 0];
          if (there !== limit - uses)
            yield {
              says: `${code} may be used ${limit} times, orders use it ${uses} times, and ${there} are left: change its limit if that matters`,
            };
        }
      },
    };
  },
};
