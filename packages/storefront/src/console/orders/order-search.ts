import { ORDER_STATUSES, type OrderStatus } from '@cartless/domain';
import { given } from '../lists/given.ts';
import { oneOf, textsIn } from '../lists/in-address.ts';

/** Which orders are looked for, as the address says it. */
export type OrderSearch = Readonly<{
  orderNumber?: string;
  status?: OrderStatus;
  from?: string;
  to?: string;
  userId?: string;
}>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; what makes no sense is left out. */
export function readOrderSearch(search: Record<string, unknown>): OrderSearch {
  const { from, to, ...texts } = textsIn(search, 'orderNumber', 'from', 'to', 'userId');
  const day = (text: string | undefined) => (DAY.test(text ?? '') ? text : undefined);
  return given({
    ...texts,
    from: day(from),
    to: day(to),
    status: oneOf(search, 'status', ORDER_STATUSES),
  }) as OrderSearch;
}
