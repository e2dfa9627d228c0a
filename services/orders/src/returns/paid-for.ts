import type { PlacedLine } from '../ordering/order.ts';

type Paid = Pick<PlacedLine, 'quantity' | 'unitPrice'> & Readonly<{ discount?: number }>;

/**
 * What was paid for some units of a line, in minor units. What a line cost is shared over its units to the cent, so that all of
 * them together, however they come back, give exactly that.
 * @param unitsBefore units of the line whose share is given already
 */
export function paidFor(line: Paid, units: number, unitsBefore: number): number {
  const { quantity, unitPrice, discount = 0 } = line;
  const net = unitPrice.amount * quantity - discount;
  const rest = net % quantity;
  // In two parts, because the product of a large sum and a number of units is no exact number.
  const first = (count: number): number =>
    ((net - rest) / quantity) * count + Math.floor((rest * count) / quantity);
  return first(unitsBefore + units) - first(unitsBefore);
}
