import type { Order } from '@cartless/api-client';

type Units = Readonly<{ productId: string; variantId?: string; quantity: number }>;

/** Whether two name the same goods. */
export const sameGoods = (a: Omit<Units, 'quantity'>, b: Omit<Units, 'quantity'>): boolean =>
  a.productId === b.productId && a.variantId === b.variantId;

/** What units of an order are, as one reads it: `Linen shirt × 2, Tea × 1`. */
export const unitsText = ({ items }: Order, units: readonly Units[]): string =>
  units
    .map((unit) => `${items.find((line) => sameGoods(line, unit))?.title ?? ''} × ${unit.quantity}`)
    .join(', ');
