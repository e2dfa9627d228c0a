import type { Item } from '@cartless/aggregate';
import { movementKey } from '../orders-table.ts';
import type { Movement } from './movement.ts';

export const movementItem = (sku: string, { id, kind, units, reason, by, at }: Movement): Item => ({
  ...movementKey(sku, id),
  kind,
  d: units,
  r: reason,
  by,
  t: at,
});
