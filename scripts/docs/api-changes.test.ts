import { describe, expect, it } from '@jest/globals';
import { apiBreaks } from './api-changes.ts';

const problem = (code: string, more: object = {}) => ({
  type: 'object',
  properties: { code: { const: code }, detail: { type: 'string' }, ...more },
  required: ['code', 'detail', ...Object.keys(more)],
});
const lines = { type: 'array', items: { type: 'object', properties: { left: { type: 'integer' } } } };

type Edited = {
  operationId: string;
  security: object[];
  parameters: object[];
  responses: Record<string, object>;
};

/** A document as a service has it, with a route that has everything. */
function document() {
  return {
    openapi: '3.1.0',
    paths: {
      '/notes/{noteId}': {
        put: {
          operationId: 'editNote',
          security: [{ accessToken: ['shop'] }] as object[],
          parameters: [
            { name: 'noteId', in: 'path', required: true, schema: { type: 'string' } },
            {
              name: 'limit',
              in: 'query',
              schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
            },
            { name: 'idempotency-key', in: 'header', schema: { type: 'string' } },
          ] as object[],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Edit' } } },
          },
          responses: {
            200: {
              description: 'The note',
              headers: { ETag: { schema: { type: 'string' } } },
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
            },
            409: {
              description: 'Refused',
              content: {
                'application/problem+json': {
                  schema: { oneOf: [problem('SOLD_OUT', { lines }), { $ref: '#/components/schemas/Busy' }] },
                },
              },
            },
          },
        },
      } as { put: Edited; get?: object },
    },
    components: {
      schemas: {
        Busy: { allOf: [{ $ref: '#/components/schemas/Problem' }, problem('BUSY')] } as object,
        Problem: {
          type: 'object',
          properties: { code: { type: 'string' }, trace: {} } as Record<string, object>,
        },
        Edit: {
          type: 'object',
          properties: {
            text: { type: 'string', minLength: 1, maxLength: 200 } as object,
            kind: { enum: ['plain', 'rich'] },
            colour: { type: 'string' },
          } as Record<string, object>,
          required: ['text'],
          additionalProperties: false,
        },
        Note: {
          type: 'object',
          properties: {
            noteId: { type: 'string' },
            status: { enum: ['draft', 'sent'] },
            sentAt: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
            answers: { type: 'array', items: { $ref: '#/components/schemas/Note' } },
          } as Record<string, object>,
          required: ['noteId', 'status'],
        },
      },
    },
  };
}
type Document = ReturnType<typeof document>;

const edit = (change: (route: Edited, schemas: Document['components']['schemas']) => void): Document => {
  const edited = document();
  change(edited.paths['/notes/{noteId}'].put, edited.components.schemas);
  return edited;
};
const sentences = (current: Document): string[] => apiBreaks(document(), current).map(({ what }) => what);

describe('a route goes on', () => {
  it.each([
    ['unchanged', () => undefined],
    ['with a new optional parameter', ({ parameters }) => parameters.push({ name: 'sort', in: 'query' })],
    ['with a new optional member of the request', (_, { Edit }) => (Edit.properties['font'] = {})],
    ['with a new member of the answer', (_, { Note }) => (Note.properties['likes'] = {})],
    [
      'when a request may be longer',
      (_, { Edit }) => (Edit.properties['text'] = { type: 'string', minLength: 1 }),
    ],
    [
      'when a request may be more',
      (_, { Edit }) => (Edit.properties['kind'] = { enum: ['rich', 'plain', 'code'] }),
    ],
    ['when an answer can be less', (_, { Note }) => (Note.properties['status'] = { enum: ['sent'] })],
    ['when an answer always has what it could have', (_, { Note }) => Note.required.push('answers')],
    ['when less is needed', (_, { Edit }) => (Edit.required = [])],
    [
      'when an answer is never null',
      (_, { Note }) => (Note.properties['sentAt'] = { type: 'string', format: 'date-time' }),
    ],
    ['with another error', ({ responses }) => (responses['404'] = { description: 'Not there' })],
    ['when everybody may call it', (route) => (route.security = [])],
    ['with more who may call it', (route) => route.security.push({ accessToken: ['staff'] })],
  ] as [string, Parameters<typeof edit>[0]][])('%s', (_, change) => {
    expect(sentences(edit(change))).toEqual([]);
  });

  it('beside a new one', () => {
    const current = document();
    current.paths['/notes/{noteId}'].get = { operationId: 'readNote', responses: {} };
    expect(sentences(current)).toEqual([]);
  });

  it('with another code of an error it already has', () => {
    const current = edit((_, schemas) => {
      schemas.Busy = { anyOf: [schemas.Busy, problem('CLOSED')] };
    });
    expect(sentences(current)).toEqual([]);
  });
});

describe('a route breaks', () => {
  it.each([
    [
      'its id is another',
      (route) => (route.operationId = 'changeNote'),
      'its operationId was editNote and is changeNote',
    ],
    [
      'fewer may call it',
      (route) => (route.security = [{ accessToken: ['staff'] }]),
      'callers with shop are refused now',
    ],
    [
      'a header is new and required',
      ({ parameters }) => parameters.push({ name: 'X-Reason', in: 'header', required: true }),
      'the header parameter x-reason is new and required',
    ],
    [
      'a header becomes required',
      ({ parameters }) =>
        (parameters[2] = {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string' },
        }),
      'the header parameter idempotency-key has become required',
    ],
    ['a parameter is gone', ({ parameters }) => parameters.splice(1, 1), 'the query parameter limit is gone'],
    [
      'a default changes',
      ({ parameters }) =>
        (parameters[1] = {
          name: 'limit',
          in: 'query',
          schema: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
        }),
      'query parameter limit: default was 20 and is 10',
    ],
    [
      'a member of the request is renamed',
      (_, { Edit }) => {
        Edit.properties = {
          body: { type: 'string' },
          kind: { enum: ['plain', 'rich'] },
          colour: { type: 'string' },
        };
        Edit.required = ['body'];
      },
      'request.text is gone',
    ],
    [
      'what was optional is required',
      (_, { Edit }) => Edit.required.push('colour'),
      'request.colour has become required',
    ],
    [
      'a request has fewer values',
      (_, { Edit }) => (Edit.properties['kind'] = { enum: ['plain'] }),
      'request.kind can no longer be "rich"',
    ],
    [
      'a request has a limit that is lower',
      (_, { Edit }) => (Edit.properties['text'] = { type: 'string', minLength: 1, maxLength: 100 }),
      'request.text: maxLength was 200 and is 100',
    ],
    [
      'a member of the answer is gone',
      (_, { Note }) => delete Note.properties['sentAt'],
      'answer 200.sentAt is gone',
    ],
    [
      'a member of the answer may be missing',
      (_, { Note }) => (Note.required = ['noteId']),
      'answer 200.status is no longer required',
    ],
    [
      'an answer can be something else',
      (_, { Note }) => (Note.properties['status'] = { enum: ['draft', 'sent', 'lost'] }),
      'answer 200.status can now be "lost"',
    ],
    [
      'an answer can be null',
      (_, { Note }) => (Note.properties['noteId'] = { type: ['string', 'null'] }),
      'answer 200.noteId: type was "string" and is ["string","null"]',
    ],
    [
      'a status changes',
      ({ responses }) => {
        responses['202'] = responses['200'] ?? {};
        delete responses['200'];
      },
      'it no longer answers 200',
    ],
    [
      'an error is gone',
      ({ responses }) =>
        (responses['409'] = {
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Busy' } } },
        }),
      'the answer 409 never has the code SOLD_OUT any more',
    ],
    [
      'an error tells less',
      ({ responses }) =>
        (responses['409'] = {
          content: {
            'application/problem+json': {
              schema: { oneOf: [problem('SOLD_OUT'), { $ref: '#/components/schemas/Busy' }] },
            },
          },
        }),
      'SOLD_OUT.lines is gone',
    ],
    ['all errors tell less', (_, { Problem }) => delete Problem.properties['trace'], 'BUSY.trace is gone'],
    [
      'a header of the answer is gone',
      ({ responses }) => delete (responses['200'] as { headers?: object }).headers,
      'the answer 200 has no header ETag any more',
    ],
  ] as [string, Parameters<typeof edit>[0], string][])('when %s', (_, change, sentence) => {
    expect(sentences(edit(change))).toContain(sentence);
  });

  it('when it is gone, and it is told who called it', () => {
    expect(apiBreaks(document(), { ...document(), paths: {} })).toEqual([
      { route: 'PUT /notes/{noteId}', what: 'it is gone', callers: ['shop'] },
    ]);
  });
});
