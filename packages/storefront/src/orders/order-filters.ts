import { ORDER_STATUSES, type OrderStatus } from '@cartless/domain';

/** What a list of orders is narrowed to; it stands in the address of the page. Days are those of whoever looks. */
export type OrderFilters = Readonly<{ status?: OrderStatus; from?: string; to?: string }>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filters that an address names; what makes no sense is left out. */
export function readFilters({ status, from, to }: Record<string, unknown>): OrderFilters {
  const known = ORDER_STATUSES.find((one) => one === status);
  return {
    ...(known !== undefined && { status: known }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
  };
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value));

/** The filters as the shop is asked: whole days of whoever looks, the last one too. */
export function asked({ status, from, to }: OrderFilters) {
  return {
    ...(status !== undefined && { status }),
    ...(from !== undefined && { from: midnight(from).toISOString() }),
    ...(to !== undefined && { to: midnight(to, 1).toISOString() }),
  };
}

function midnight(day: string, later = 0): Date {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at;
}
