import type { CarrierRecord } from './carrier.ts';
import { easypost } from './easypost/easypost.ts';

/** The carriers of the shop; labels are bought at the first one. This is the only list. */
export const CARRIERS: readonly [CarrierRecord, ...CarrierRecord[]] = [easypost];
