import type { PaymentMethod, Sku } from '@cartless/domain';
import type { Assess, Assessment, Limited } from './assess.ts';
import type { OpenOrders } from './open-order.ts';
import type { OverLimit, WantedOrder } from './over-limit.ts';
import { overShare } from './shelf-share.ts';

type Quoting = Readonly<{
  shopper: Limited;
  openOrders: OpenOrders;
  /** As far as it is said how the order is to be paid; otherwise every way is looked at. */
  wanted: WantedOrder;
  onShelf: ReadonlyMap<Sku, number>;
  isFree: boolean;
  at: number;
  payWithinMs: number;
}>;

const METHODS: readonly PaymentMethod[] = ['card', 'cod'];

/** The limits that an order would meet now, by the same rules as an order, and whether there is a way to pay it that meets none. */
export async function quoteLimits(
  assess: Assess,
  { shopper, openOrders, wanted, onShelf, isFree, at, payWithinMs }: Quoting,
): Promise<Readonly<{ over: readonly OverLimit[]; isPossible: boolean }>> {
  const methods = isFree ? [undefined] : wanted.method === undefined ? METHODS : [wanted.method];
  const ways = methods.map((method) => ({ ...wanted, method }));
  const overIn = ({ over, openOrders: open, limits, endings }: Assessment) =>
    ways.map((way) => [
      ...over(way),
      ...(isFree || limits === undefined
        ? []
        : overShare(open, way.units, limits, onShelf, { endings, payWithinMs })),
    ]);
  const options = { now: at };
  const first = await assess(shopper, openOrders, ways, options);
  const isBeyondLeast = !first.isSure && overIn(first).flat().length > 0;
  const sure = isBeyondLeast
    ? await assess(shopper, first.openOrders, ways, { ...options, known: first, sure: true })
    : first;
  const over = overIn(sure);
  const named = over.flat().map((one) => [`${one.name} ${one.productId} ${one.variantId}`, one] as const);
  return { over: [...new Map(named).values()], isPossible: over.some((way) => way.length === 0) };
}
