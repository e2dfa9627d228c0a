import type { Agreement } from '@cartless/aggregate/repairing';
import { AGREEMENTS as OF_LOGISTICS } from '../../../../services/logistics/src/agreements.ts';
import { AGREEMENTS as OF_ORDERS } from '../../../../services/orders/src/agreements.ts';
import { AGREEMENTS as OF_USERS } from '../../../../services/users/src/agreements.ts';
import { LOGISTICS } from '../shop/logistics.ts';
import { ORDERS } from '../shop/orders.ts';
import { USERS } from '../shop/people.ts';
import type { Shop } from '../shop/shop.ts';
import type { Invariant } from './invariant.ts';

const AGREEMENTS: readonly (readonly [string, readonly Agreement[]])[] = [
  [USERS, OF_USERS],
  [ORDERS, OF_ORDERS],
  [LOGISTICS, OF_LOGISTICS],
];

/** As `pnpm repair` looks, what it finds in a shop that lost nothing would be harmed by being mended. */
function brokenIn({ world }: Shop, table: string, { says, watch }: Agreement): string | undefined {
  const { see, broken } = watch(new Date(world.scheduler.now));
  for (const item of world.tables.stored(table)?.all() ?? []) see(item);
  const [first] = broken();
  return first && `${first.says} (${says})`;
}

export const transactionsAreWhole: Invariant = {
  says: 'what transactions write together is found to be whole',
  watch: (shop) => ({
    atRest() {
      for (const [table, agreements] of AGREEMENTS)
        for (const agreement of agreements) {
          const problem = brokenIn(shop, table, agreement);
          if (problem !== undefined) return problem;
        }
      return undefined;
    },
  }),
};
