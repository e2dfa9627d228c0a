import { defineError, IdempotencyKey, wholeNumber } from '@cartless/domain';
import { apiEvent, lambdaContext } from '@cartless/testing';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { apiHandler } from '../src/api-handler.ts';
import { defineRoute } from '../src/route.ts';

export const OutOfStock = defineError('conflict', 'OUT_OF_STOCK', { en: 'Sold out.', 'zh-CN': '已售罄。' });
export const TooMany = defineError('too-many', 'TOO_MANY', { en: 'Slow down.', 'zh-CN': '请稍候。' });

const route = defineRoute({
  id: 'editNote',
  method: 'PUT',
  path: '/notes/{noteId}',
  access: 'shop',
  summary: 'Edits a note',
  params: z.object({ noteId: z.string().check(z.regex(/^n\d+$/)) }),
  query: z.object({ limit: z._default(wholeNumber(1, 100), 20) }),
  headers: z.object({ 'idempotency-key': z.optional(IdempotencyKey) }),
  body: z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(70_000)) }),
  success: { status: 200, description: 'The note', body: z.object({ noteId: z.string(), text: z.string() }) },
  errors: [OutOfStock, TooMany],
});
export type Run = Parameters<typeof apiHandler<typeof route>>[1];

export const caller = { userId: 'usr_1', username: 'mei', scopes: ['shop'] };
export const call = {
  method: 'PUT',
  path: '/notes/n1',
  params: { noteId: 'n1' },
  body: { text: 'hello' },
  caller,
};
export const echo: Run = ({ params, body }) => ({ ...params, ...body });

export async function answer(
  event: Parameters<typeof apiEvent>[0],
  run: Run = echo,
  change: object = {},
  context: Partial<Context> = {},
) {
  const given = { ...lambdaContext(), ...context };
  const response = await apiHandler(route, run)({ ...apiEvent(event), ...change }, given);
  return { ...response, headers: response.headers ?? {}, json: JSON.parse(response.body ?? 'null') };
}
