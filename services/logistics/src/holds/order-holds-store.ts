import { ABSENT, type Item, type Items, queryAll, retrying } from '@cartless/aggregate';
import type { OrderNumber, ShipmentId } from '@cartless/domain';
import { NO_HOLD, type OrderHold } from './order-hold.ts';
import type { OrderHolds } from './ports.ts';

/** Beside the order's partition, in which there are parcels and nothing else. */
const keyOf = (orderNumber: OrderNumber) => ({ pk: `hold#${orderNumber}`, sk: 'hold' });

/** Keeps which disputes hold the parcels of an order. */
export function orderHoldsStore(items: Items): OrderHolds {
  const read = async (orderNumber: OrderNumber): Promise<OrderHold> => {
    const item = await items.get(keyOf(orderNumber), { consistent: true });
    if (item === undefined) return NO_HOLD;
    const { version, disputes, accountReleased } = item as OrderHold & Item;
    return { version, disputes, ...(accountReleased !== undefined && { accountReleased }) };
  };
  return {
    read,
    change: (orderNumber, rule) =>
      retrying(async () => {
        const before = await read(orderNumber);
        const after = rule(before);
        if (after === undefined) return before;
        const hold = { ...after, version: before.version + 1 };
        const when = { version: before.version === 0 ? ABSENT : before.version };
        const { ok } = await items.write([{ put: { ...keyOf(orderNumber), ...hold }, when }]);
        return ok ? hold : undefined;
      }),
    async parcelsOf(orderNumber) {
      const ids: ShipmentId[] = [];
      // Consistent: a parcel that was made right before the hold was written has to be seen.
      for await (const { sk } of queryAll(items, { hash: orderNumber, consistent: true }))
        ids.push(sk as ShipmentId);
      return ids;
    },
  };
}
