import { Instant, Balance, Money, OrderStatus, PaymentMethod, wholeNumber } from '@cartless/domain';
import { CursorInvalid } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { RangeInvalid, RangeTooLong, ZoneUnknown } from '../../calendar/errors.ts';
import { filterQuery, rangeQuery, reportMembers } from '../../reports/report-query.ts';

const amount = z.optional(wholeNumber(0));

/** What orders can be looked up by, also for their export. */
export const OrdersQuery = z.object({
  ...rangeQuery,
  ...filterQuery,
  status: z.optional(OrderStatus),
  minTotal: amount,
  maxTotal: amount,
});

export const route = defineRoute({
  id: 'listOrders',
  method: 'GET',
  path: '/analytics/orders',
  access: 'reports',
  summary: 'The orders behind a number, newest first',
  description:
    'By the time of placing; all filters can be combined. minTotal and maxTotal are minor units. A page may hold fewer ' +
    'orders than the limit: go on until nextCursor is null.',
  query: z.strictObject({
    ...OrdersQuery.shape,
    limit: z._default(wholeNumber(1, 100), 20),
    cursor: z.optional(z.string().check(z.maxLength(400))),
  }),
  success: {
    status: 200,
    description: 'A page of orders',
    body: z.object({
      from: reportMembers.from,
      to: reportMembers.to,
      zone: reportMembers.zone,
      items: z.array(
        z.object({
          orderId: z.string(),
          orderNumber: z.nullable(z.string()),
          status: OrderStatus,
          placedAt: Instant,
          paidAt: z.nullable(Instant),
          total: Money,
          // Below zero while a refund that did not arrive is known and the refund itself is not yet.
          refunded: Balance,
          units: z.number(),
          region: z.string(),
          paymentMethod: PaymentMethod,
          products: z.array(z.string()),
          categories: z.array(z.string()),
        }),
      ),
      nextCursor: z.nullable(z.string()),
    }),
  },
  errors: [RangeInvalid, RangeTooLong, ZoneUnknown, CursorInvalid],
});
