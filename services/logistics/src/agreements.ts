import type { Agreement } from '@cartless/aggregate/repairing';
import { parcelsAgree } from './shipments/parcel-agreement.ts';

/** What transactions of this service write together. */
export const AGREEMENTS: readonly Agreement[] = [parcelsAgree];
