import type { OrderId } from '@cartless/domain';
import type { TaxShare } from '../tax/included-tax.ts';
import type { Buyer } from './buyer.ts';
import type { DocumentNumber } from './document-number.ts';
import type { Seller } from './seller.ts';

/** A line as the invoice shows it: what it costs with its discount taken off, and the tax in that. Minor units, basis points. */
export type InvoiceLine = Readonly<{
  title: string;
  quantity: number;
  unitPrice: number;
  amount: number;
  rate: number;
  tax: number;
}>;

/** What was issued, as of then. It has one version, because nothing ever changes it. */
type Issued = Readonly<{
  orderId: OrderId;
  /** Which document of its order it is: 0 is the invoice. */
  place: number;
  version: number;
  number: DocumentNumber;
  issuedAt: number;
  /** The day of that where the shop is: `2026-11-29`. */
  day: string;
  seller: Seller;
  buyer?: Buyer;
  orderNumber: string | null;
  currency: string;
  total: number;
  /** By rate, what of the total is taxed at it and the tax in that. */
  shares: readonly TaxShare[];
}>;

export type Invoice = Issued &
  Readonly<{ kind: 'invoice'; placedDay: string; lines: readonly InvoiceLine[]; shippingFee: number }>;

/**
 * A credit note takes back what a refund gave back; a reversal takes the notes of a refund back that did not arrive. Their
 * amounts are positive, their kind says which way they count.
 */
export type CreditNote = Issued &
  Readonly<{ kind: 'credit-note' | 'reversal'; refund: string; invoice: string }>;

export type TaxDocument = Invoice | CreditNote;

export const isInvoice = (document: TaxDocument): document is Invoice => document.kind === 'invoice';
export const isNote = (document: TaxDocument): document is CreditNote => document.kind !== 'invoice';

export const taxIncludedIn = ({ shares }: Pick<TaxDocument, 'shares'>): number =>
  shares.reduce((sum, { tax }) => sum + tax, 0);
