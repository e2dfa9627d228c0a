import { ABSENT } from '@cartless/aggregate';
import type { Agreement } from '@cartless/aggregate/repairing';
import { idOf, numberKey } from '../orders-table.ts';

/**
 * A number is claimed in the write that gives it to an order. A claim alone is no harm: the number is never given again, and the order
 * gets another one.
 */
export const numbersAgree: Agreement = {
  says: 'every number of an order is claimed by it',
  watch() {
    const claims = new Map<string, string>();
    const orders = new Map<string, string[]>();
    return {
      see({ pk, sk, id, no }) {
        if (sk === 'number') claims.set(idOf(String(pk)), String(id));
        else if (sk === 'order' && typeof no === 'string')
          orders.set(no, [...(orders.get(no) ?? []), idOf(String(pk))]);
      },
      *broken() {
        for (const [number, [first = '', ...others]] of orders) {
          const claim = claims.get(number);
          if (others.length > 0 || (claim !== undefined && claim !== first)) {
            const all = new Set([first, ...others, ...(claim === undefined ? [] : [claim])]);
            yield { says: `${number} is the number of ${[...all].join(' and ')}` };
          } else if (claim === undefined)
            yield {
              says: `${number} of ${first} is claimed by nobody`,
              mend: [{ put: { ...numberKey(number), id: first }, when: { pk: ABSENT } }],
            };
        }
      },
    };
  },
};
