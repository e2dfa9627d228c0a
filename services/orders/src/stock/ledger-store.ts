import { ABSENT, type Items, pageOf } from '@cartless/aggregate';
import { movementKey, stockKey } from '../orders-table.ts';
import { fromMovementItem, movementItem } from './movement-item.ts';
import type { BookMovement, ReadLedger } from './movement.ts';

/** Writes an entry of the ledger and the buckets it concerns, all or nothing. */
export const bookMovement =
  (items: Items): BookMovement =>
  async (sku, movement, parts) => {
    const outcome = await items.write([
      { put: movementItem(sku, movement), when: { pk: ABSENT } },
      ...parts
        .filter(({ quantity }) => quantity !== 0)
        .map(({ bucket, quantity }) => ({
          update: stockKey(sku, bucket),
          add: { n: quantity },
          when: { n: { gte: Math.max(0, -quantity) } },
        })),
    ]);
    if (outcome.ok) return { outcome: 'moved' };
    const known = outcome.refusals.find(({ index }) => index === 0)?.item;
    if (known === undefined) return { outcome: 'short' };
    return { outcome: 'known', units: known['d'] as number, reason: known['r'] as string };
  };

/** Reads the entries by the index that has them in the order of their times; their keys are those of requests. */
export const ledgerOf =
  (items: Items): ReadLedger =>
  (sku, page) =>
    pageOf(
      items,
      { ...page, index: 'stock-ledger', hash: movementKey(sku, '').pk, backward: true },
      fromMovementItem,
    );
