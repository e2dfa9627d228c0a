import * as z from 'zod/mini';
import { iso } from '../iso.ts';
import { type Movement, MOVEMENT_KINDS } from './movement.ts';

/** An entry of the ledger as the staff reads it. */
export const MovementShape = z.object({
  movementId: z.string(),
  kind: z.enum(MOVEMENT_KINDS),
  units: z.int(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});

export const showMovement = ({ id, at, ...movement }: Movement): z.infer<typeof MovementShape> => ({
  movementId: id,
  ...movement,
  at: iso(at),
});
