import * as z from 'zod/mini';

/** Where a return of goods stands. */
export const RETURN_STATUSES = ['requested', 'approved', 'received', 'rejected', 'withdrawn'] as const;
export const ReturnStatus = z.enum(RETURN_STATUSES);
export type ReturnStatus = z.infer<typeof ReturnStatus>;

/** A return of an order: the order's own id, and the place of the return among its returns. */
export const ReturnId = z.templateLiteral(['ret_', z.string().check(z.regex(/^[0-9a-z_-]{1,40}-\d{1,2}$/))]);
export type ReturnId = `ret_${string}`;
