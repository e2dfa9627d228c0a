import type { Dimension } from './dimension.ts';
import type { StoredRollUp } from './roll-up.ts';

/** Which roll-ups to read; both periods inclusive. Without a value, those of every value. */
export type RollUpSpan = Readonly<{ dimension: Dimension; from: string; to: string; value?: string }>;

export type RollUps = Readonly<{ read(span: RollUpSpan): Promise<readonly StoredRollUp[]> }>;
