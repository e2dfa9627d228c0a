import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, IdempotencyKey } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { CurrencyUnsupported } from '../../catalogue/errors.ts';
import { IdempotencyKeyReused } from '../../ordering/errors.ts';
import { RangeInvalid } from '../../paging.ts';
import { PromotionExists } from '../errors.ts';
import { PromotionCode } from '../promotion.ts';
import { PROMOTION_FIELDS, PromotionShape } from '../promotion-body.ts';

export const route = defineRoute({
  id: 'createPromotion',
  method: 'POST',
  path: '/promotions',
  access: 'catalogue',
  summary: 'Makes a promotion that shoppers use by its code',
  description:
    'It takes per cent or an amount off the goods, or the shipping fee. Limits hold however many orders come at once; ' +
    'an order that is cancelled gives its use back. Moments without a zone are days in UTC.',
  headers: z.object({ 'idempotency-key': z.optional(IdempotencyKey) }),
  body: z.strictObject({ code: PromotionCode, ...PROMOTION_FIELDS }),
  success: {
    status: 201,
    description: 'The promotion',
    headers: { 'idempotent-replayed': '`true` when an earlier request made it' },
    body: PromotionShape,
  },
  errors: [
    ...ACCOUNT_REFUSALS,
    PromotionExists,
    IdempotencyKeyReused,
    CurrencyUnsupported,
    RangeInvalid,
    Busy,
  ],
});
