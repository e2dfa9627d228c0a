import type { components } from '@cartless/api-client';

/** An order as the staff sees it. */
export type AdminOrder = components['schemas']['AdminOrder'];
export type AdminReturn = AdminOrder['returns'][number];
export type AdminRefund = AdminOrder['refunds'][number];

type Unit = Readonly<{ productId: string; variantId?: string; quantity: number }>;

/** Goods by the names that they had when they were ordered: `2 × Desk lamp`. */
export const goods = (order: AdminOrder, items: readonly Unit[]): string =>
  items.map((item) => `${item.quantity} × ${titleOf(order, item)}`).join(', ');

/** The name of one of an order's goods. */
export const titleOf = (order: AdminOrder, item: Omit<Unit, 'quantity'>): string =>
  order.items.find((line) => line.productId === item.productId && line.variantId === item.variantId)?.title ??
  item.productId;
