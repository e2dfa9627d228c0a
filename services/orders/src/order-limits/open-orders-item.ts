import { ABSENT, type Item, type Write } from '@cartless/aggregate';
import type { OrderId } from '@cartless/domain';
import { orderLimitsKey } from '../orders-table.ts';
import type { Lift } from './level.ts';
import { NO_ORDERS, type OpenOrder, type OpenOrders } from './open-order.ts';
import { DAY_MS } from './open-orders.ts';

/** So long an item is kept that nobody writes: longer than any order is open, and than refusals count. */
const KEPT_MS = 400 * DAY_MS;

/** Attributes of the item; an order adds to it at every placing, so their names are short. */
export const OF_LIMITS = ['lv', 'lo', 'lc', 'lx', 'lr', 'lf'];

type OpenItem = Readonly<{ i: string; t: number; m?: 'cod'; a: number; u: readonly (string | number)[] }>;
type LimitsItem = Readonly<{
  lv: number;
  lo?: readonly OpenItem[];
  lc?: readonly number[];
  lx?: readonly number[];
  lr?: readonly number[];
  lf?: Lift;
}>;

export function toOpenOrders(item: Item | undefined): OpenOrders {
  if (item?.['lv'] === undefined) return NO_ORDERS;
  const { lv, lo = [], lc = [], lx = [], lr = [], lf } = item as LimitsItem;
  return {
    version: lv,
    open: lo.map(fromOpenItem),
    closed: lc,
    unpaid: lx,
    refused: lr,
    ...(lf && { lift: lf }),
  };
}

/** Until when an item is kept, in seconds since 1970. */
export const keptUntil = (at: number, lift: Lift | undefined): number =>
  Math.ceil((Math.max(at, lift?.until ?? 0) + KEPT_MS) / 1000);

/** Writes what counts of a shopper, unless it is not any more what was read. */
export function openOrdersWrite(
  userId: string,
  { version, open, closed, unpaid, refused, lift }: OpenOrders,
  at: number,
): Write {
  return {
    put: {
      ...orderLimitsKey(userId),
      // Never a version that it had before, also when the database has deleted it in between.
      lv: Math.max(version + 1, at),
      lo: open.map(toOpenItem),
      ...(closed.length > 0 && { lc: closed }),
      ...(unpaid.length > 0 && { lx: unpaid }),
      ...(refused.length > 0 && { lr: refused }),
      ...(lift && { lf: lift }),
      expiresAt: keptUntil(at, lift),
    },
    when: version === 0 ? { pk: ABSENT } : { lv: version },
  };
}

const toOpenItem = ({ orderId, at, method, value, units }: OpenOrder): OpenItem => ({
  i: orderId,
  t: at,
  ...(method === 'cod' && { m: method }),
  a: value,
  u: units.flatMap(({ sku, quantity }) => [sku, quantity]),
});

const fromOpenItem = ({ i, t, m, a, u }: OpenItem): OpenOrder => ({
  orderId: i as OrderId,
  at: t,
  method: m ?? 'card',
  value: a,
  units: u.flatMap((sku, at) => (at % 2 === 0 ? [{ sku: String(sku), quantity: Number(u[at + 1]) }] : [])),
});
