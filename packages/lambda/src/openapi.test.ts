import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { defineError, Instant, localText, Money, Price, wholeNumber } from '@cartless/domain';
import { NAMED_SCHEMAS, type SchemaNotes } from '@cartless/domain/named-schemas';
import * as z from 'zod/mini';
import { healthRoute } from './health.ts';
import { type Examples, mergeDocuments, openApiDocument } from './openapi.ts';
import { defineRoute, type Route } from './route.ts';

const OutOfStock = defineError('conflict', 'OUT_OF_STOCK', { en: 'Sold out.', 'zh-CN': '已售罄。' }, () =>
  z.object({ lines: z.array(z.object({ left: z.int(), unitPrice: Money })), retryAfter: z.int() }),
);
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

const TOPIC = { name: 'Notes', description: 'What somebody wrote down.' };
type Document = Readonly<{
  paths: Record<string, Record<string, Record<string, never>>>;
  components: Readonly<{ schemas: Record<string, object>; responses: Record<string, object> }>;
}>;
const documentOf = (
  routes: readonly Route[],
  { notes = [], examples = {} }: { notes?: SchemaNotes; examples?: Examples } = {},
) =>
  openApiDocument({
    title: 'Notes',
    description: 'Notes of people.',
    version: '1.2.3',
    routes: routes.map((route) => ({ route, topic: TOPIC })),
    notes: [...NAMED_SCHEMAS, ...notes],
    examples,
  }) as unknown as Document;
const operation = (route: Route, more = {}) =>
  documentOf([route], more).paths[route.path]?.[route.method.toLowerCase()] ?? {};

describe('the OpenAPI document of a service', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = documentOf([editNote, webhook, exportCsv, cancel, healthRoute('notes')]);
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result).toMatchObject({ valid: true });
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Notes', version: '1.2.3' } });
  });

  it('is the same whatever the order of the routes', () => {
    const routes = [editNote, webhook, exportCsv, cancel];
    expect(JSON.stringify(documentOf(routes))).toBe(JSON.stringify(documentOf(routes.toReversed())));
  });

  it('keeps several methods of one path', () => {
    const { paths } = documentOf([editNote, exportCsv]);
    expect(Object.keys(paths['/notes/{noteId}'] ?? {})).toEqual(['get', 'put']);
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
      { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } },
      { $ref: '#/components/parameters/AcceptLanguage' },
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

  const refsOf = (route: Route) =>
    Object.fromEntries(
      Object.entries(operation(route)['responses'] as unknown as Record<string, object>).map(
        ([status, answer]) => [
          status,
          [...JSON.stringify(answer).matchAll(/components\/(?:schemas|responses)\/(\w+)/g)]
            .map(([, name]) => name)
            .join(' '),
        ],
      ),
    );

  it('lists the errors that can come with each status, and what API Gateway answers by itself', () => {
    expect(refsOf(editNote)).toEqual({
      201: '',
      400: 'BadTargetProblem MalformedJsonProblem',
      401: 'Gateway401',
      403: 'Gateway403',
      404: 'NotFoundProblem',
      409: 'OutOfStockProblem PriceChangedProblem',
      413: 'BodyTooLargeProblem',
      415: 'UnsupportedMediaTypeProblem',
      422: 'ValidationFailedProblem',
      429: 'Gateway429',
      500: 'InternalError',
      503: 'Gateway503',
    });
    expect(refsOf(webhook)).toEqual({
      204: '',
      413: 'BodyTooLargeProblem',
      422: 'ValidationFailedProblem',
      429: 'Gateway429',
      500: 'InternalError',
      503: 'Gateway503',
    });
    const { body: _, ...bodiless } = cancel;
    expect(refsOf(bodiless)).toMatchObject({ 413: 'BodyTooLargeProblem' });
    expect(refsOf(exportCsv)).not.toHaveProperty('413');
    expect(documentOf([editNote]).components.responses).toMatchObject({
      Gateway401: { content: { 'application/json': { example: { message: 'Unauthorized' } } } },
    });
  });

  it('says in both languages what people read of an error', () => {
    expect(operation(editNote)['responses']).toMatchObject({
      409: {
        description: '`OUT_OF_STOCK`: Sold out. / 已售罄。\n\n`PRICE_CHANGED`: Not that price. / 价格已变。',
      },
    });
  });

  it('says the code of an error as a literal, with its own members, and when to try again', () => {
    const { schemas } = documentOf([editNote]).components;
    expect(schemas['PriceChangedProblem']).toEqual({
      description: 'Not that price.\n\n价格已变。',
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        {
          type: 'object',
          required: ['code', 'status'],
          properties: {
            code: { type: 'string', const: 'PRICE_CHANGED' },
            status: { type: 'integer', const: 409 },
          },
        },
      ],
    });
    expect(schemas['OutOfStockProblem']).toMatchObject({
      allOf: [
        {},
        {
          required: ['code', 'status', 'lines'],
          properties: {
            lines: { items: { properties: { unitPrice: { $ref: '#/components/schemas/Money' } } } },
          },
        },
      ],
    });
    expect(JSON.stringify(schemas)).not.toContain('retryAfter');
    expect(operation(editNote)['responses']).toMatchObject({
      409: { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } },
    });
  });

  it('has the details of an error as its members, and refuses what every error has', () => {
    const stuck = (en: string) =>
      defineError('conflict', 'STUCK', { en, 'zh-CN': en }, () =>
        z.object({ from: z.string(), to: z.string() }),
      );
    const { schemas } = documentOf([{ ...cancel, errors: [stuck('It is {from}, not {to}.')] }]).components;
    expect(schemas['StuckProblem']).toMatchObject({
      allOf: [{}, { required: ['code', 'status', 'from', 'to'], properties: { status: { const: 409 } } }],
    });
    expect(() => documentOf([{ ...cancel, errors: [stuck('It is {status}.')] }])).toThrow(
      'STUCK has a member status, and every error has one of its own',
    );
  });

  it('says that what is told in every language is one text', () => {
    const Odd = defineError('conflict', 'ODD', { en: 'Odd: {why}', 'zh-CN': '{why}' }, () =>
      z.object({ why: localText() }),
    );
    const { schemas } = documentOf([{ ...cancel, errors: [Odd] }]).components;
    expect(schemas['OddProblem']).toMatchObject({
      allOf: [{}, { properties: { why: { type: 'string' } } }],
    });
  });

  it('is not made while it is not known what fills the text of an error', () => {
    const Vague = defineError('conflict', 'VAGUE', { en: 'Not {this}.', 'zh-CN': '{this}' });
    expect(() => documentOf([{ ...cancel, errors: [Vague] }])).toThrow(
      'VAGUE does not declare its details this',
    );
  });

  describe('with names for schemas', () => {
    const body = z.strictObject({ title: z.string(), price: Price, stock: z._default(z.int(), 0) });
    const Box = z.object({ inside: body });
    const boxed = defineRoute({
      ...cancel,
      body: Box,
      success: { status: 200, description: 'It', body: z.object({ ...Box.shape, at: z.nullable(Instant) }) },
    });
    const notes: SchemaNotes = [
      [body, { id: 'Inside', description: 'What is in it' }],
      [Box, { id: 'Box' }],
    ];

    it('refers to them, and has two of what callers send otherwise than they are answered', () => {
      const { schemas } = documentOf([boxed], { notes }).components;
      expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Box', 'Inside', 'InsideInput', 'Price']));
      expect(schemas['Box']).toMatchObject({
        properties: { inside: { $ref: '#/components/schemas/InsideInput' } },
      });
      expect(schemas['Inside']).toMatchObject({
        description: 'What is in it',
        required: ['title', 'price', 'stock'],
      });
      expect(schemas['InsideInput']).toMatchObject({ required: ['title', 'price'] });
      expect(schemas).not.toHaveProperty('PriceInput');
    });

    it('says that a time is one', () => {
      expect(operation(boxed, { notes })['responses']).toMatchObject({
        200: {
          content: {
            'application/json': {
              schema: {
                properties: { at: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] } },
              },
            },
          },
        },
      });
    });

    it('shows examples of what is sent and answered', () => {
      const examples = {
        cancel: { body: { inside: { title: 'a' } }, answer: { at: null } },
        editNote: { query: { limit: '5' } },
      };
      expect(operation(editNote, { examples })['parameters']).toContainEqual(
        expect.objectContaining({ name: 'limit', example: 5 }),
      );
      expect(operation(boxed, { notes, examples })).toMatchObject({
        requestBody: { content: { 'application/json': { example: examples.cancel.body } } },
        responses: { 200: { content: { 'application/json': { example: examples.cancel.answer } } } },
      });
    });
  });

  it('lets answers have members that a later release adds', () => {
    const { paths } = documentOf([editNote]);
    expect(JSON.stringify(paths['/notes/{noteId}']?.['put']?.['responses'])).not.toContain(
      'additionalProperties',
    );
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
      303: { description: 'A long file', headers: { Location: { $ref: '#/components/headers/Location' } } },
    });
    expect(operation(exportCsv)['responses']).not.toHaveProperty('303');
  });
});

describe('the document of several services', () => {
  const head = { openapi: '3.1.0', info: { title: 'Shop', version: '1' } };
  const asJson = (document: Document) => document as unknown as Record<string, unknown>;
  const Gone = (kind: 'gone' | 'conflict') => defineError(kind, 'GONE', { en: 'Gone.', 'zh-CN': '无' });
  const first = documentOf([editNote, healthRoute('notes'), { ...cancel, errors: [Gone('gone')] }]);
  const second = documentOf([
    healthRoute('tags'),
    { ...webhook, path: '/tags/webhook', errors: [Gone('conflict')] },
  ]);
  const merged = mergeDocuments(head, { notes: asJson(first), tags: asJson(second) }) as unknown as Document;

  it('is valid, and has all of them', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(merged)));
    expect(result).toMatchObject({ valid: true });
    expect(Object.keys(merged.paths)).toEqual([
      '/cancel',
      '/notes/{noteId}',
      '/notes/health',
      '/tags/health',
      '/tags/webhook',
    ]);
  });

  it('puts the service in front of names by which services mean different things', () => {
    expect(Object.keys(merged.components.schemas).filter((name) => name.includes('Gone'))).toEqual([
      'NotesGoneProblem',
      'TagsGoneProblem',
    ]);
    expect(JSON.stringify(merged.paths['/cancel'])).toContain('schemas/NotesGoneProblem');
    expect(merged.paths['/tags/health']?.['get']).toMatchObject({ operationId: 'tagsHealth' });
    expect(merged.paths['/cancel']?.['post']).toMatchObject({ operationId: 'cancel' });
  });

  it('refuses two that answer one path', () => {
    expect(() => mergeDocuments(head, { one: asJson(first), other: asJson(first) })).toThrow('/cancel');
  });
});
