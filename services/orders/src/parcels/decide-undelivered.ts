import type { RefusedSide } from '@cartless/aggregate';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { planDraws } from '../stock/stock-plan.ts';
import { TooFewLeft } from './errors.ts';
import { summed, type Draws } from './parcel-stock.ts';
import { decide, type Decision, type Policy } from './undelivered.ts';
import { type ShelfPorts, whatIsLeft } from './what-is-left.ts';

type Ports = ShelfPorts & Readonly<{ change: ChangeOrder; undelivered: Policy; now: Clock }>;

/**
 * Somebody decides about the parcels of an order that did not arrive: they are sent again, or their money goes back. The
 * same decision again changes nothing.
 *
 * @throws AppError ORDER_NOT_FOUND, NOTHING_UNDELIVERED, CANNOT_BE_SENT_AGAIN, SENT_TOO_OFTEN, TOO_FEW_LEFT,
 *   UNDELIVERED_ITEMS_UNKNOWN, BUSY
 */
export const decideUndelivered =
  (ports: Ports) =>
  async ({ orderId, ...decision }: Readonly<{ orderId: string }> & Decision): Promise<Order> => {
    const { change, undelivered, now } = ports;
    let draws: Draws = new Map();
    let asked: readonly OrderSide[] = [];
    const rule = (order: Order) => {
      const decided = decide(order, decision, undelivered, { at: now().getTime(), by: 'admin' }, draws);
      asked = decided?.also ?? [];
      return decided;
    };
    return change(orderId, rule, {
      onRefusal: async (refused) => {
        draws = new Map([...draws, ...(await drawAnew(ports, asked, refused))]);
      },
    });
  };

/**
 * Where enough is left of what was refused, for all units of it that are to go out once more.
 * @throws AppError TOO_FEW_LEFT
 */
async function drawAnew(
  ports: ShelfPorts,
  asked: readonly OrderSide[],
  refused: readonly RefusedSide<OrderSide>[],
): Promise<Draws> {
  const left = await whatIsLeft(ports, refused);
  const wanted = summed(asked.flatMap((side) => (side.type === 'retake-stock' ? [side] : [])));
  const short = wanted.filter(({ sku }) => left.has(sku));
  return new Map(
    short.map(({ sku, quantity }) => {
      const draws = planDraws(quantity, left.get(sku) ?? []);
      if (draws === undefined) throw TooFewLeft();
      return [sku, draws] as const;
    }),
  );
}
