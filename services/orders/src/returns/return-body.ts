import {
  Instant,
  Money,
  ProductId,
  ReturnId,
  ReturnReason,
  ReturnStatus,
  VariantId,
  named,
} from '@cartless/domain';
import * as z from 'zod/mini';
import { iso } from '../iso.ts';
import { money, type Order } from '../ordering/order.ts';
import { dueAt } from './return-due.ts';
import { type Return, returnIdOf } from './return.ts';

const ItemShape = z.object({ productId: ProductId, variantId: z.optional(VariantId), quantity: z.int() });
const StepShape = z.object({ at: Instant, by: z.enum(['shopper', 'admin', 'system']) });

/** A return as its shopper sees it; `at` is when it was asked for. What arrived may be less than what was asked. */
export const ReturnShape = z.object({
  returnId: ReturnId,
  items: z.array(ItemShape),
  reason: z.string(),
  reasonCode: z.optional(ReturnReason),
  comment: z.optional(z.string()),
  status: ReturnStatus,
  at: Instant,
  decision: z.optional(z.extend(StepShape, { reason: z.optional(z.string()) })),
  withdrawn: z.optional(StepShape),
  received: z.optional(z.object({ at: Instant, items: z.array(ItemShape) })),
  refund: z.optional(Money),
});

/** The same for the shop: also how many units went to the shelf. */
export const AdminReturnShape = z.extend(ReturnShape, {
  received: z.optional(
    z.object({ at: Instant, items: z.array(z.extend(ItemShape, { restocked: z.int() })) }),
  ),
});

export const ReturnParams = { returnId: ReturnId };

/** The returns of an order, oldest first. */
export const showAdminReturns = (order: Order): z.infer<typeof AdminReturnShape>[] =>
  order.returns.map((one, index) => showReturn(order, one, index + 1));

export const showReturns = (order: Order): z.infer<typeof ReturnShape>[] => showAdminReturns(order);

/** An open return in the list of all, with when the clock moves it on. */
export function showOpenReturn({ order, number }: Readonly<{ order: Order; number: number }>) {
  const one = order.returns[number - 1];
  if (one === undefined) throw new Error(`${order.orderId} has no return ${number}`);
  const { orderId, orderNumber } = order;
  return { ...showReturn(order, one, number), orderId, orderNumber, dueAt: iso(dueAt(one) ?? one.at) };
}

function showReturn(order: Order, one: Return, number: number): z.infer<typeof AdminReturnShape> {
  const { decision, withdrawn, received } = {
    decision: undefined,
    withdrawn: undefined,
    received: undefined,
    ...one,
  };
  const ofLines = <I extends Readonly<{ line: number; quantity: number }>>(items: readonly I[]) =>
    items.flatMap(({ line, ...item }) => {
      const placed = order.lines[line];
      return placed === undefined ? [] : [{ ...named(placed), ...item }];
    });
  return {
    returnId: returnIdOf(order.orderId, number),
    items: ofLines(one.items),
    reason: one.reason,
    ...(one.reasonCode && { reasonCode: one.reasonCode }),
    ...(one.comment !== undefined && { comment: one.comment }),
    status: one.status,
    at: iso(one.at),
    ...(decision && { decision: { ...decision, at: iso(decision.at) } }),
    ...(withdrawn && { withdrawn: { at: iso(withdrawn.at), by: withdrawn.by } }),
    ...(received && {
      received: { at: iso(received.at), items: ofLines(received.items) },
      refund: money(order, received.refund),
    }),
  };
}
