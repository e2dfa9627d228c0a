import type { Items } from '@cartless/aggregate';
import { OPEN_REFUNDS } from '../ordering/order-item.ts';

/** Since when the oldest refund has been owed that has not arrived, in milliseconds; undefined when none is. One read. */
export const oldestRefund = (items: Items) => async (): Promise<number | undefined> => {
  const { items: found } = await items.query({ index: 'refunds-open', hash: OPEN_REFUNDS, limit: 1 });
  return found[0]?.['ro'] as number | undefined;
};
