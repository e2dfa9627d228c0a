import type { CarrierRecord } from './carrier.ts';
import { easypost } from './easypost/easypost.ts';
import { kuaidi100 } from './kuaidi100/kuaidi100.ts';

/** The carriers that the product knows; a stage uses those that its setting `carriers` names. This is the only list. */
export const CARRIERS: readonly CarrierRecord[] = [easypost, kuaidi100];
