import { CursorInvalid } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { PAGE_QUERY, pageOf } from '../../paging.ts';
import { PromotionShape } from '../promotion-body.ts';

export const route = defineRoute({
  id: 'listPromotions',
  method: 'GET',
  path: '/promotions',
  access: 'catalogue',
  summary: 'Lists promotions, the newest first, with how often they were used',
  query: z.strictObject(PAGE_QUERY),
  success: { status: 200, description: 'Promotions', body: pageOf(PromotionShape) },
  errors: [CursorInvalid],
});
