import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { CurrencyUnsupported, VersionRequired } from '../../catalogue/errors.ts';
import { IfMatch } from '../../catalogue/product-input-body.ts';
import { RangeInvalid } from '../../paging.ts';
import { PromotionNotFound, PromotionVersionConflict } from '../errors.ts';
import { PromotionCode } from '../promotion.ts';
import { PROMOTION_CHANGES, PromotionShape } from '../promotion-body.ts';

export const route = defineRoute({
  id: 'changePromotion',
  method: 'PATCH',
  path: '/promotions/{code}',
  access: 'catalogue',
  summary: 'Changes a promotion that nobody changed since you read it',
  description:
    'Say which version you change by If-Match or by `version`. Null takes a condition or a limit away. Orders that are ' +
    'placed keep what they got; `active: false` ends it.',
  params: z.object({ code: PromotionCode }),
  headers: z.object({ 'if-match': IfMatch }),
  body: z.strictObject({ ...PROMOTION_CHANGES, version: z.optional(z.int()) }),
  success: { status: 200, description: 'The promotion', body: PromotionShape },
  errors: [
    ...ACCOUNT_REFUSALS,
    PromotionNotFound,
    PromotionVersionConflict,
    VersionRequired,
    CurrencyUnsupported,
    RangeInvalid,
    Busy,
  ],
});
