import type { Agreement } from '@cartless/aggregate/repairing';
import { belongingsAgree } from './accounts/belongings-agreement.ts';
import { namesAgree } from './accounts/name-agreement.ts';
import { staffAgrees } from './staff/staff-agreement.ts';

/** What transactions of this service write together. */
export const AGREEMENTS: readonly Agreement[] = [namesAgree, staffAgrees, belongingsAgree];
