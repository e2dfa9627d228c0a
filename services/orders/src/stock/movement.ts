import type { Page } from '@cartless/aggregate';
import type { Sku } from '@cartless/domain';
import type { Draw } from '../ordering/order.ts';

export const MOVEMENT_KINDS = ['receipt', 'correction'] as const;

/**
 * An entry of the stock ledger of a product or variant. Only what comes from outside is an item of its own; what orders reserve, sell,
 * release and return is told by their lines and states.
 */
export type Movement = Readonly<{
  id: string;
  kind: (typeof MOVEMENT_KINDS)[number];
  units: number;
  reason: string;
  by: string;
  at: number;
}>;

/** What became of an entry of the ledger: written, known under its id with other facts or the same, or short of units. */
export type Booking = Readonly<
  { outcome: 'moved' } | { outcome: 'known'; units: number; reason: string } | { outcome: 'short' }
>;
/** @param parts how many units each bucket gains (or loses, when negative) */
export type BookMovement = (sku: Sku, movement: Movement, parts: readonly Draw[]) => Promise<Booking>;

/** A page of the entries of a product or variant, the newest first. @throws AppError CURSOR_INVALID */
export type ReadLedger = (
  sku: Sku,
  page: Readonly<{ limit: number; cursor?: string | undefined }>,
) => Promise<Page<Movement>>;
