import type { CarrierRecord } from './carrier.ts';
import { easypost } from './easypost/easypost.ts';

/** The carriers that the product knows; a stage uses those that its setting `carriers` names. This is the only list. */
export const CARRIERS: readonly CarrierRecord[] = [easypost];
