/** Distinct people who bought, and those with two purchases or more. Both are estimates unless all of them were looked at. */
export type BuyerCount = Readonly<{
  buyers: number;
  repeaters: number;
  /** How many of the buyers were looked at. */
  looked: number;
  /** The standard error of `buyers`, in people; 0 when it is exact. */
  error: number;
}>;

/** From those who were looked at, each of whom stands for `factor` people. */
export const estimateBuyers = (looked: number, repeaters: number, factor: number): BuyerCount => ({
  buyers: looked * factor,
  repeaters: repeaters * factor,
  looked,
  error: factor === 1 ? 0 : factor * Math.sqrt(Math.max(1, looked)),
});

/**
 * An estimate within what is known exactly: no fewer than those who were new, no more than there were orders. Where both are
 * the same, or there is one order at most, it is exact too.
 */
export function boundBuyers(
  count: BuyerCount,
  { least, orders }: Readonly<{ least: number; orders: number }>,
): BuyerCount {
  if (count.error === 0) return count;
  const atLeast = Math.max(least, Math.min(orders, 1));
  const buyers = Math.max(atLeast, Math.min(count.buyers, orders));
  const repeaters = count.looked === 0 ? 0 : (count.repeaters / count.buyers) * buyers;
  return {
    ...count,
    buyers,
    repeaters: Math.min(repeaters, orders - buyers),
    // Nothing between two bounds is further off, in the mean of squares, than half their distance.
    error: Math.max(0, Math.min(count.error, (orders - atLeast) / 2)),
  };
}

/** The standard error of a number of people among the buyers, relative to it. */
export const errorOfBuyers = ({ error }: BuyerCount, people: number): number => error / Math.max(1, people);

/**
 * The standard error of the share of repeaters. Two more who did and two who did not keep it from 0 when few were looked
 * at. Source: Agresti and Coull, "Approximate is better than exact", 1998.
 */
export function errorOfRepeatRate({ buyers, repeaters, looked, error }: BuyerCount): number {
  if (error === 0 || buyers === 0) return 0;
  const share = ((repeaters / buyers) * looked + 2) / (looked + 4);
  return Math.sqrt((share * (1 - share)) / (looked + 4));
}
