/** What a list of orders is narrowed to; it stands in the address of the page. Days are those of whoever looks. */
export type OrderFilters = Readonly<{ status?: string; from?: string; to?: string }>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The filters that an address names; what makes no sense is left out. Every page loads this, so which states there are is for the
 * list itself to know.
 */
export function readFilters({ status, from, to }: Record<string, unknown>): OrderFilters {
  return {
    ...(typeof status === 'string' && status !== '' && { status }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
  };
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value));
