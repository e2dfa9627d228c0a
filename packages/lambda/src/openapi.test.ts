import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { defineError, wholeNumber } from '@cartless/domain';
import * as z from 'zod/mini';
import { healthRoute } from './health.ts';
import { openApiDocument } from './openapi.ts';
import { defineRoute, type Route } from './route.ts';

const OutOfStock = defineError('conflict', 'OUT_OF_STOCK', { en: 'Sold out.', 'zh-CN': '已售罄。' });
const PriceChanged = defineError('conflict', 'PRICE_CHANGED', {
  en: 'Not that price.',
  'zh-CN': '价格已变。',
});
const Note = z.object({ noteId: z.string(), text: z.string(), tags: z.optional(z.array(z.string())) });

const editNote = defineRoute({
  id: 'editNote',
  method: 'PUT',
  path: '/notes/{noteId}',
  access: 'shop',
  summary: 'Edits a note',
  description: 'The whole text is replaced.',
  params: z.object({ noteId: z.string().check(z.regex(/^n\d+$/)) }),
  query: z.object({ limit: z._default(wholeNumber(1, 100), 20) }),
  headers: z.object({ 'idempotency-key': z.string() }),
  body: z.strictObject({ text: z.string() }),
  success: { status: 201, description: 'The note', body: Note, headers: { Location: 'Where it is' } },
  errors: [OutOfStock, PriceChanged],
});
const webhook = defineRoute({
  id: 'webhook',
  method: 'POST',
  path: '/webhook',
  access: 'public',
  summary: 'Takes a webhook',
  rawBody: true,
  success: { status: 204, description: 'Taken' },
});
const exportCsv = defineRoute({
  id: 'exportCsv',
  method: 'GET',
  path: '/notes/{noteId}',
  access: ['support', 'reports'],
  summary: 'Exports',
  params: z.object({ noteId: z.string() }),
  success: { status: 200, description: 'CSV', contentType: 'text/csv' },
});
const cancel = defineRoute({
  id: 'cancel',
  method: 'POST',
  path: '/cancel',
  access: 'public',
  summary: 'Cancels',
  body: z.optional(z.strictObject({ reason: z.string() })),
  success: { status: 204, description: 'Cancelled' },
});

const operation = (route: Route) => {
  const { paths } = openApiDocument('Notes', '1.2.3', [route]) as {
    paths: Record<string, Record<string, Record<string, never>>>;
  };
  return paths[route.path]?.[route.method.toLowerCase()] ?? {};
};

describe('the OpenAPI document of a service', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = openApiDocument('Notes', '1.2.3', [
      editNote,
      webhook,
      exportCsv,
      cancel,
      healthRoute('notes'),
    ]);
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result).toMatchObject({ valid: true });
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Notes', version: '1.2.3' } });
  });

  it('is the same whatever the order of the routes', () => {
    const routes = [editNote, webhook, exportCsv, cancel];
    expect(JSON.stringify(openApiDocument('N', '1', routes))).toBe(
      JSON.stringify(openApiDocument('N', '1', routes.toReversed())),
    );
  });

  it('keeps several methods of one path', () => {
    const { paths } = openApiDocument('N', '1', [editNote, exportCsv]);
    expect(Object.keys((paths as Record<string, object>)['/notes/{noteId}'] ?? {})).toEqual(['get', 'put']);
  });

  it('says who may call', () => {
    expect([editNote, exportCsv, webhook].map((route) => operation(route)['security'])).toEqual([
      [{ accessToken: ['shop'] }],
      [{ accessToken: ['support'] }, { accessToken: ['reports'] }],
      [],
    ]);
  });

  it('lists every parameter with its place, need and shape', () => {
    expect(operation(editNote)['parameters']).toEqual([
      { name: 'noteId', in: 'path', required: true, schema: { type: 'string', pattern: String.raw`^n\d+$` } },
      {
        name: 'limit',
        in: 'query',
        required: false,
        schema: expect.objectContaining({ type: 'integer', minimum: 1, maximum: 100, default: 20 }),
      },
      { name: 'idempotency-key', in: 'header', required: true, schema: { type: 'string' } },
    ]);
  });

  it('shows that unknown fields are refused, and when a body may be left out', () => {
    const schema = { type: 'object', additionalProperties: false };
    expect(operation(editNote)['requestBody']).toMatchObject({
      required: true,
      content: { 'application/json': { schema } },
    });
    expect(operation(cancel)['requestBody']).toMatchObject({ required: false });
    expect(operation(webhook)['requestBody']).toMatchObject({ required: true, content: { '*/*': {} } });
  });

  it('lists the codes that can come with each status', () => {
    const codes = (route: Route) =>
      Object.fromEntries(
        Object.entries(
          operation(route)['responses'] as unknown as Record<string, { description: string }>,
        ).map(([status, { description }]) => [status, (description.match(/`[A-Z_]+`/g) ?? []).join(' ')]),
      );
    expect(codes(editNote)).toEqual({
      201: '',
      400: '`MALFORMED_JSON`',
      401: '`UNAUTHORISED`',
      403: '`FORBIDDEN`',
      404: '`NOT_FOUND`',
      409: '`OUT_OF_STOCK` `PRICE_CHANGED`',
      413: '`BODY_TOO_LARGE`',
      415: '`UNSUPPORTED_MEDIA_TYPE`',
      422: '`VALIDATION_FAILED`',
      500: '`INTERNAL_ERROR`',
    });
    expect(codes(webhook)).toEqual({
      204: '',
      413: '`BODY_TOO_LARGE`',
      422: '`VALIDATION_FAILED`',
      500: '`INTERNAL_ERROR`',
    });
  });

  it('describes answers that are no JSON, and headers', () => {
    expect(operation(exportCsv)['responses']).toMatchObject({ 200: { content: { 'text/csv': {} } } });
    const both = {
      ...healthRoute('notes'),
      success: { ...healthRoute('notes').success, page: true },
    } as const;
    expect(operation(both)['responses']).toMatchObject({
      200: { content: { 'text/html': {}, 'application/json': {} } },
    });
    expect(operation(editNote)['responses']).toMatchObject({
      201: { headers: { Location: { description: 'Where it is' } } },
    });
  });

  it('describes where an answer may be found instead', () => {
    const elsewhere = { ...exportCsv, success: { ...exportCsv.success, elsewhere: 'A long file' } } as const;
    expect(operation(elsewhere)['responses']).toMatchObject({
      200: {},
      303: { description: 'A long file', headers: { location: {} } },
    });
    expect(operation(exportCsv)['responses']).not.toHaveProperty('303');
  });
});
