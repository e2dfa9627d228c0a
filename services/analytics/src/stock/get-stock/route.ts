import { CursorInvalid } from '@cartless/aggregate';
import { Money, ProductTitle, text, wholeNumber } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { reportMembers } from '../../reports/report-query.ts';

const sold = {
  soldIn7Days: z.number(),
  soldIn30Days: z.number(),
  sellThrough: z.nullable(z.number()),
};

/** What a stock report can be narrowed to, also as a file. */
export const stockQuery = { category: z.optional(text(80)) };

export const route = defineRoute({
  id: 'getStock',
  method: 'GET',
  path: '/analytics/stock',
  access: 'reports',
  summary: 'What the stock is worth, what sells through, and how many days are left',
  description:
    'A row for each product or variant that can be bought or of which there is something, what is gone first first. available is as of the last ' +
    'count, which is taken once an hour; units that open orders hold are not in it. valueAtPrice and valueAtCost are what they are worth at ' +
    'the present price and cost, null where no cost is known. sold are units paid in the last 7 and 30 days up to now, before cancellations and ' +
    'returns. sellThrough is sold ÷ (sold + available) of 30 days; daysLeft is available ÷ daily units of these 30 days, null ' +
    'when nothing sells. totals are those of all rows, not of the page. counted is false before the first count of a shop has come: then there are no rows, and the ' +
    'totals say nothing. category takes a department or a category.',
  query: z.strictObject({
    ...stockQuery,
    limit: z._default(wholeNumber(1, 500), 100),
    cursor: z.optional(z.string().check(z.maxLength(400))),
  }),
  success: {
    status: 200,
    description: 'A page of rows, and the totals',
    body: z.object({
      asOf: reportMembers.asOf,
      counted: z.boolean(),
      rows: z.array(
        z.object({
          sku: z.string(),
          productId: z.string(),
          variantId: z.optional(z.string()),
          title: ProductTitle,
          category: z.string(),
          available: z.number(),
          valueAtPrice: Money,
          valueAtCost: z.nullable(Money),
          ...sold,
          daysLeft: z.nullable(z.number()),
        }),
      ),
      nextCursor: z.nullable(z.string()),
      totals: z.object({
        skus: z.number(),
        available: z.number(),
        valueAtPrice: Money,
        valueAtCost: Money,
        skusWithoutCost: z.number(),
        ...sold,
      }),
    }),
  },
  errors: [CursorInvalid],
});
