import { UserErased, UserReinstated, UserSuspended } from '@cartless/domain';
import { standingKey } from '../../../../services/orders/src/orders-table.ts';
import { LOGISTICS } from './logistics.ts';
import { ORDERS } from './orders.ts';
import type { Shop } from './shop.ts';

const TOLD = { suspended: UserSuspended, open: UserReinstated, erased: UserErased } as const;
type Standing = keyof typeof TOLD;

/** How each service that keeps copies knows an account. */
export function knownAs({ world }: Shop, userId: `usr_${string}`) {
  const statusIn = (table: string, key: Readonly<Record<string, string>>): string => {
    const names = Object.entries(key);
    const item = world.tables
      .stored(table)
      ?.all()
      .find((one) => names.every(([name, value]) => one[name] === value));
    return (item?.['std'] as Readonly<{ status: string }> | undefined)?.status ?? 'open';
  };
  return {
    orders: statusIn(ORDERS, standingKey(userId)),
    logistics: statusIn(LOGISTICS, { pk: `erased#${userId}`, sk: 'erased' }),
  };
}

/**
 * Tells how the account of somebody stands whom only events know, and waits a while until all have heard it.
 * @param sequence later than whatever was told of it before
 */
export async function tellStanding(
  shop: Shop,
  userId: `usr_${string}`,
  status: Standing,
  sequence: number,
): Promise<void> {
  const time = new Date().toISOString();
  shop.tell(TOLD[status].create({ subject: userId, sequence, time, data: { userId } }));
  for (let waited = 1; waited < 6; waited += 1) {
    await shop.world.wait(waited * 20_000);
    const known = knownAs(shop, userId);
    if (known.orders === status && (known.logistics === status || !shop.has('logistics'))) return;
  }
}
