import type { UserId } from '@cartless/domain';
import { orderReader } from '../ordering/order-reader.ts';
import type { Ground } from '../service.ts';
import { type Assess, assessing } from './assess.ts';
import { knownShopper } from './known-shopper.ts';
import type { OrderLimits } from './limit-settings.ts';
import { keepDecision, listDecisions } from './lift-store.ts';
import { showShopperLimits } from './order-limits-body.ts';
import { setLimits } from './set-limits.ts';
import { shopperLimits } from './shopper-limits.ts';
import { lookUp, readHistory } from './open-orders-store.ts';

/** Assessing what shoppers may order, wired. */
export function limiting(
  ground: Ground,
  terms: Readonly<{ limits: OrderLimits; payWithinMs: number }>,
): Assess {
  const { items } = ground;
  return assessing({
    lookUp: lookUp(items, orderReader(items).decode),
    readHistory: readHistory(items),
    settings: terms.limits,
    payWithinMs: terms.payWithinMs,
  });
}

/** What the staff sees and decides, wired. */
export function limitsDesk(ground: Ground, settings: OrderLimits) {
  const { items, now } = ground;
  const reads = {
    lookUp: lookUp(items, orderReader(items).decode),
    readHistory: readHistory(items),
    knownShopper: knownShopper(items),
  };
  const look = shopperLimits({ ...reads, settings, now });
  const list = listDecisions(items);
  return {
    show: async (userId: UserId) => showShopperLimits(await look(userId), await list(userId)),
    set: setLimits({ ...reads, keep: keepDecision(items), now }),
  };
}
