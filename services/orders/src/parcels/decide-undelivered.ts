import type { RefusedSide } from '@cartless/aggregate';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { Clock } from '../ordering/ports.ts';
import { planDraws } from '../stock/stock-plan.ts';
import { TooFewLeft } from './errors.ts';
import { summed, type Draws } from './parcel-stock.ts';
import { decide, type Decision, type Policy } from './undelivered.ts';
import { type ChangeTaking, type ShelfPorts, whatIsLeft } from './what-is-left.ts';

type Ports = ShelfPorts & Readonly<{ change: ChangeTaking; undelivered: Policy; now: Clock }>;

/**
 * Somebody decides about the parcels of an order that did not arrive: they are sent again, or their money goes back. The
 * same decision again changes nothing.
 *
 * @throws AppError ORDER_NOT_FOUND, NOTHING_UNDELIVERED, CANNOT_BE_SENT_AGAIN, SENT_TOO_OFTEN, TOO_FEW_LEFT, BUSY
 */
export const decideUndelivered =
  (ports: Ports) =>
  async ({ orderId, ...decision }: Readonly<{ orderId: string }> & Decision): Promise<Order> => {
    const { change, undelivered, now } = ports;
    let draws: Draws | undefined;
    return change(
      orderId,
      (order) => decide(order, decision, undelivered, { at: now().getTime(), by: 'admin' }, draws),
      {
        onRefusal: async (refused) => {
          draws = await drawAnew(ports, refused);
        },
      },
    );
  };

/** Where enough is left for what is to go out once more. @throws AppError TOO_FEW_LEFT */
async function drawAnew(ports: ShelfPorts, refused: readonly RefusedSide<OrderSide>[]): Promise<Draws> {
  const left = await whatIsLeft(ports, refused);
  const wanted = summed(refused.flatMap(({ side }) => (side.type === 'retake-stock' ? [side] : [])));
  return new Map(
    wanted.map(({ sku, quantity }) => {
      const draws = planDraws(quantity, left.get(sku) ?? []);
      if (draws === undefined) throw TooFewLeft();
      return [sku, draws] as const;
    }),
  );
}
