import type { Agreement } from '@cartless/aggregate/repairing';
import { bucketsAgree } from './catalogue/bucket-agreement.ts';
import { documentsAgree } from './invoices/document-agreement.ts';
import { talliesAgree } from './limits/tally-agreement.ts';
import { numbersAgree } from './ordering/number-agreement.ts';
import { usesAgree } from './promotions/use-agreement.ts';
import { shelfAgrees } from './stock/shelf-agreement.ts';

/** What transactions of this service write together, in the order in which it is mended: a shelf has to be there before it holds units. */
export const AGREEMENTS: readonly Agreement[] = [
  bucketsAgree,
  shelfAgrees,
  numbersAgree,
  talliesAgree,
  usesAgree,
  documentsAgree,
];
