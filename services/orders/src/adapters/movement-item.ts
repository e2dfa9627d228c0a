import type { Movement } from '../domain/movement.ts';
import { movementKey } from './keys.ts';
import type { Item } from './store.ts';

export const toMovementItem = (productId: string, { id, kind, units, reason, by, at }: Movement): Item => ({
  ...movementKey(productId, id),
  kind,
  d: units,
  r: reason,
  by,
  t: at,
});
