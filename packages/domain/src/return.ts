import * as z from 'zod/mini';

/** Where a return of goods stands. */
export const RETURN_STATUSES = ['requested', 'approved', 'received', 'rejected', 'withdrawn'] as const;
export const ReturnStatus = z.enum(RETURN_STATUSES);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

/** Why goods come back, as a shopper may choose beside the words of their own. Contracts keep exactly these. */
export const RETURN_REASONS = [
  'does-not-fit',
  'not-as-described',
  'defective',
  'damaged-on-the-way',
  'wrong-item',
  'arrived-too-late',
  'no-longer-wanted',
  'other',
] as const;
export const ReturnReason = z.enum(RETURN_REASONS);
export type ReturnReason = z.infer<typeof ReturnReason>;

/** A return of an order: the order's own id, and the place of the return among its returns. */
export const ReturnId = z.templateLiteral(['ret_', z.string().check(z.regex(/^[0-9a-z_-]{1,40}-\d{1,2}$/))]);
export type ReturnId = `ret_${string}`;
