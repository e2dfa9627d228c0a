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

export const fromMovementItem = ({ sk, kind, d, r, by, t }: Item): Movement => ({
  id: sk as string,
  kind: kind as Movement['kind'],
  units: d as number,
  reason: r as string,
  by: by as string,
  at: t as number,
});
