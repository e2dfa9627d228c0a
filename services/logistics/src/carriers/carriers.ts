import type * as z from 'zod/mini';
import type { AbortableCarrier, CarrierWebhook } from './carrier.ts';
import { easypost } from './easypost/easypost.ts';

/** Reads settings from the environment. @throws Error listing all that is missing */
export type ReadSettings = <S extends z.ZodMiniType>(schema: S) => z.infer<S>;

/** All that a carrier is. */
export type CarrierRecord = Readonly<{
  /** Its name in bookings, health reports and the log. */
  provider: string;
  /** What calls it. */
  client: (read: ReadSettings) => AbortableCarrier;
  /** What reads its calls to us: which headers it sends, how it signs, what it says. */
  webhook: (read: ReadSettings) => CarrierWebhook;
}>;

/** The carriers of the shop; labels are bought at the first one. This is the only list. */
export const CARRIERS: readonly [CarrierRecord, ...CarrierRecord[]] = [easypost];
