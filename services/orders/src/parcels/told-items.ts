import { named, type Sellable, skuOf } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';
import type { ParcelItem } from './parcel.ts';

/**
 * What is in a parcel, in the order's own lines. A release of logistics that knew of no variants names products only: its
 * units are then those of the lines of the product, one after the other.
 */
export const inLines = (order: Order, told: readonly ParcelItem[]): readonly ParcelItem[] =>
  told.flatMap((item) => {
    if (order.lines.some((line) => skuOf(line) === skuOf(item))) return [item];
    let left = item.quantity;
    const parts = order.lines.flatMap((line): ParcelItem[] => {
      const quantity = isOf(line, item) ? Math.min(left, line.quantity) : 0;
      left -= quantity;
      return quantity > 0 ? [{ ...named(line), quantity }] : [];
    });
    return parts.length > 0 ? parts : [item];
  });

const isOf = (line: Sellable, { productId, variantId }: Sellable): boolean =>
  variantId === undefined && line.productId === productId;
