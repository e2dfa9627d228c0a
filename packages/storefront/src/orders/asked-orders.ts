import { ORDER_STATUSES } from '@cartless/domain';
import type { OrderFilters } from './order-filters.ts';

/** The filters as the shop is asked: whole days of whoever looks, the last one too. */
export function asked({ status, from, to }: OrderFilters) {
  const known = ORDER_STATUSES.find((one) => one === status);
  return {
    ...(known !== undefined && { status: known }),
    ...(from !== undefined && { from: midnight(from).toISOString() }),
    ...(to !== undefined && { to: midnight(to, 1).toISOString() }),
  };
}

function midnight(day: string, later = 0): Date {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at;
}
