import type * as z from 'zod/mini';
import { cacheControl } from '../cacheable.ts';
import type { Route } from '../route.ts';
import { type Json, ref } from './json.ts';
import type { Schemas } from './schemas.ts';

/** What every operation takes, and what those take whose answers may be kept. */
export const SHARED_PARAMETERS = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'The language of texts for people: English, or Simplified Chinese for any Chinese tag',
    schema: { type: 'string', default: 'en' },
    example: 'zh-CN',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of the answer that the caller has: 304 without a body while it is the same',
    schema: { type: 'string' },
  },
} as const satisfies Record<string, Json>;

/** What an operation takes beside its body. */
export function parameters(route: Route, schemas: Schemas, examples: ParameterExamples = {}): Json[] {
  const own = [
    ...parametersIn('path', route.params, schemas, examples.params),
    ...parametersIn('query', route.query, schemas, examples.query),
    ...parametersIn('header', route.headers, schemas, examples.headers),
    ...parametersIn('cookie', route.cookies, schemas, examples.cookies),
  ];
  const named = (name: string) => own.some((one) => String(one['name']).toLowerCase() === name);
  return [
    ...own,
    ...(named('accept-language') ? [] : [ref('parameters', 'AcceptLanguage')]),
    ...(cacheControl(route.success) === undefined || named('if-none-match')
      ? []
      : [ref('parameters', 'IfNoneMatch')]),
  ];
}

export type ParameterExamples = Readonly<
  Partial<Record<'params' | 'query' | 'headers' | 'cookies', Readonly<Record<string, unknown>>>>
>;

/** Under this name a note says that a parameter is a list, in one text with commas between. */
const LIST = 'x-comma-separated';

/** Headers that HTTP itself has words for; a document may not list them as parameters. */
const OF_HTTP = new Set(['accept', 'content-type', 'authorization']);

function parametersIn(
  place: 'path' | 'query' | 'header' | 'cookie',
  schema: z.ZodMiniType | undefined,
  schemas: Schemas,
  examples: Readonly<Record<string, unknown>> = {},
): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemas.writeInline(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties)
    .filter(([name]) => place !== 'header' || !OF_HTTP.has(name))
    .map(([name, { description, [LIST]: list, ...property }]) => ({
      name: place === 'header' ? (KNOWN_SPELLINGS[name] ?? name) : name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      ...(list === true && { style: 'form', explode: false }),
      schema: property,
      ...(name in examples && { example: valueOf(examples[name], property) }),
    }));
}

/** What the text of a parameter says: a number, or a list. */
function valueOf(sent: unknown, { type }: Json): unknown {
  if (type === 'integer' || type === 'number') return Number(sent);
  return type === 'array' ? String(sent).split(',') : sent;
}

/** Letter case means nothing in a header; readers know these so. */
const KNOWN_SPELLINGS: Readonly<Record<string, string>> = {
  'idempotency-key': 'Idempotency-Key',
  'if-match': 'If-Match',
  'accept-language': 'Accept-Language',
  'user-agent': 'User-Agent',
  'x-requested-with': 'X-Requested-With',
};
