import { type AccountStanding, type Money, type PaymentMethod, type Sellable, skuOf } from '@cartless/domain';
import type { WantedOrder } from './over-limit.ts';

/** An order as its shopper's limits see it: how it is to be paid, what its goods cost, and how many there are. */
export const wantedOrder = (
  lines: readonly (Sellable & Readonly<{ quantity: number; unitPrice: Money }>)[],
  method: PaymentMethod | undefined,
): WantedOrder => ({
  method,
  value: lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0),
  units: lines.map((line) => ({ sku: skuOf(line), quantity: line.quantity })),
});

/** Since when there is an account, in milliseconds since 1970, as far as was heard. */
export const sinceOf = ({ activatedAt }: AccountStanding): number | undefined =>
  activatedAt === undefined ? undefined : Date.parse(activatedAt);
