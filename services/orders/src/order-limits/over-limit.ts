import type { PaymentMethod, ProductId } from '@cartless/domain';
import type { Limits } from './limit-settings.ts';
import type { OpenOrder, OpenOrders } from './open-order.ts';
import { DAY_MS, type Endings, HOUR_MS } from './open-orders.ts';

export const LIMIT_NAMES = [
  'orders-per-hour',
  'orders-per-day',
  'unpaid-orders',
  'unpaid-units',
  'unpaid-value',
  'unpaid-ended',
  'cash-orders',
  'cash-value',
  'shelf-share',
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/**
 * A limit that an order is beyond: how much it allows, how much of that is used, and how much the order wants. `moreAt` is when
 * the order is possible by waiting, null when nobody can say: a parcel has to arrive first, or the order is larger than the limit.
 */
export type OverLimit = Readonly<{
  name: LimitName;
  limit: number;
  used: number;
  wanted: number;
  moreAt: number | null;
}> &
  Readonly<{ productId?: ProductId; variantId?: string }>;

/** An order that is to be placed. One that costs nothing has no method. */
export type WantedOrder = Readonly<{
  method: PaymentMethod | undefined;
  value: number;
  units: OpenOrder['units'];
}>;

/** Something that is used, and when it is used no more; null when nobody knows. */
type Use = Readonly<{ amount: number; until: number | null }>;

/** The limits that an order is beyond, those of the shelf left out. */
export function overLimits(
  orders: OpenOrders,
  { method, value, units }: WantedOrder,
  limits: Limits,
  { now, endings, payWithinMs }: Readonly<{ now: number; endings: Endings; payWithinMs: number }>,
): readonly OverLimit[] {
  const { unpaid, cash } = limits;
  const placed = [...orders.closed, ...orders.open.map(({ at }) => at)];
  const within = (ms: number): Use[] =>
    placed.filter((at) => at > now - ms).map((at) => ({ amount: 1, until: at + ms }));
  const held = (kind: PaymentMethod, amountOf: (order: OpenOrder) => number): Use[] =>
    orders.open
      .filter((order) => order.method === kind)
      .map((order) => ({ amount: amountOf(order), until: openUntil(order, endings, payWithinMs) }));
  const over = (name: LimitName, limit: number, uses: readonly Use[], wanted = 1) =>
    beyond(name, limit, uses, wanted);
  return [
    ...over('orders-per-hour', limits.perHour, within(HOUR_MS)),
    ...over('orders-per-day', limits.perDay, within(DAY_MS)),
    ...(method === 'card'
      ? [
          ...over('unpaid-orders', unpaid.orders, held('card', one)),
          ...over('unpaid-units', unpaid.units, held('card', unitsOf), unitsOf({ units })),
          ...over('unpaid-value', unpaid.value, held('card', valueOf), value),
          ...over(
            'unpaid-ended',
            unpaid.ended,
            orders.unpaid.map((at) => ({ amount: 1, until: at + DAY_MS })),
          ),
        ]
      : []),
    ...(method === 'cod'
      ? [
          ...over('cash-orders', cash.orders, held('cod', one)),
          ...over('cash-value', cash.value, held('cod', valueOf), value),
        ]
      : []),
  ];
}

/** Until when an order can be open: what was found of it, or as long as anybody has to pay. */
export function openUntil(
  { orderId, method, at }: OpenOrder,
  endings: Endings,
  payWithinMs: number,
): number | null {
  const ending = endings.get(orderId);
  if (ending?.is === 'open') return ending.until;
  return method === 'card' ? at + payWithinMs : null;
}

/** A limit that a use more would be beyond. */
export function beyond(
  name: LimitName,
  limit: number,
  uses: readonly Use[],
  wanted: number,
  more: Pick<OverLimit, 'productId' | 'variantId'> = {},
): readonly OverLimit[] {
  const used = uses.reduce((sum, { amount }) => sum + amount, 0);
  if (used + wanted <= limit) return [];
  return [{ name, limit, used, wanted, moreAt: roomAt(limit - wanted, used, uses), ...more }];
}

/** When so much of what is used has ended that only `most` is left. */
function roomAt(most: number, used: number, uses: readonly Use[]): number | null {
  if (most < 0) return null;
  let left = used;
  for (const { amount, until } of uses.toSorted((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity))) {
    left -= amount;
    if (left <= most) return until;
  }
  return null;
}

/** Whether the order is larger than the limit, so that no waiting helps. */
export const isTooLarge = ({ limit, wanted }: OverLimit): boolean => wanted > limit;

const one = () => 1;
const valueOf = ({ value }: Pick<OpenOrder, 'value'>): number => value;
export const unitsOf = ({ units }: Pick<OpenOrder, 'units'>): number =>
  units.reduce((sum, { quantity }) => sum + quantity, 0);
