import type { Sellable } from '@cartless/domain';

export type ReturnedUnits = Sellable & Readonly<{ quantity: number }>;
/** Units that the shopper returned, and the event that told so. */
export type CameBack = Readonly<{ event: string; items: readonly ReturnedUnits[] }>;
