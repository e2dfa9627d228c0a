import type { ReturnId, ReturnReason, ReturnStatus } from '@cartless/domain';

/** Units of one line of an order; lines are counted from 0 and never change. */
export type ReturnItem = Readonly<{ line: number; quantity: number }>;
/** The same when they are here, and how many of them can be sold again. */
export type ArrivedItem = ReturnItem & Readonly<{ restocked: number }>;

/** What became of the goods when they arrived, and what goes back for them in minor units. */
export type Receipt = Readonly<{ at: number; items: readonly ArrivedItem[]; refund: number }>;
export type Decision = Readonly<{ at: number; by: 'admin' | 'system'; reason?: string }>;
type Withdrawal = Readonly<{ at: number; by: 'shopper' | 'system' }>;

/** What a shopper asked to send back. Times are milliseconds since 1970. */
type Asked = Readonly<{
  items: readonly ReturnItem[];
  reason: string;
  /** What the shopper chose beside these words. */
  reasonCode?: ReturnReason;
  comment?: string;
  at: number;
  /** Digests of the Idempotency-Key and of the request that bore it. */
  request?: Readonly<{ key: string; hash: string }>;
}>;

/** A return of goods, by its status. What it is about is decided when it is asked for; what came is in the receipt. */
export type Requested = Asked & Readonly<{ status: 'requested' }>;
export type Approved = Asked & Readonly<{ status: 'approved'; decision: Decision }>;
export type Rejected = Asked & Readonly<{ status: 'rejected'; decision: Decision }>;
export type Withdrawn = Asked & Readonly<{ status: 'withdrawn'; decision?: Decision; withdrawn: Withdrawal }>;
export type Received = Asked &
  Readonly<{ status: 'received'; decision?: Decision; withdrawn?: Withdrawal; received: Receipt }>;
export type Return = Requested | Approved | Rejected | Withdrawn | Received;

const OPEN: readonly ReturnStatus[] = ['requested', 'approved'];

/** Whether somebody still has to decide, or goods to arrive. */
export const isOpen = ({ status }: Return): boolean => OPEN.includes(status);

/** The id of the return at a place among an order's returns, which are counted from 1. */
export const returnIdOf = (orderId: string, number: number): ReturnId =>
  `ret_${orderId.slice(orderId.indexOf('_') + 1)}-${number}`;

/** The place of a return among the returns of its order. */
export const numberOf = (returnId: string): number => Number(returnId.slice(returnId.lastIndexOf('-') + 1));
