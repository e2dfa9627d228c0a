import type { Size } from '@cartless/domain';
import type { ParcelLine } from '../shipments/shipment.ts';
import type { Box } from '../shipments/shipping-rules.ts';

/**
 * The smallest box whose room is as large as the goods together and into which each of them fits by its sides. Whether they fit
 * beside each other is left to whoever packs. None where the size of anything is unknown, or nothing is large enough.
 */
export function boxFor(lines: readonly ParcelLine[], boxes: readonly Box[] = []): Box | undefined {
  const sizes = lines.flatMap(({ packing, quantity }) =>
    packing?.size ? [{ ...packing.size, quantity }] : [],
  );
  if (sizes.length < lines.length || sizes.length === 0) return undefined;
  const goods = sizes.reduce((sum, size) => sum + size.quantity * roomOf(size), 0);
  const longest = sizes.map(sidesOf);
  return boxes
    .toSorted((a, b) => roomOf(a) - roomOf(b))
    .find((box) => roomOf(box) >= goods && longest.every((sides) => fits(sides, sidesOf(box))));
}

const roomOf = ({ length, width, height }: Size): number => length * width * height;
const sidesOf = ({ length, width, height }: Size): readonly number[] =>
  [length, width, height].toSorted((a, b) => b - a);
const fits = (goods: readonly number[], box: readonly number[]): boolean =>
  goods.every((side, i) => side <= (box[i] ?? 0));
