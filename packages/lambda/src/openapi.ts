import type { ErrorDefinition } from '@cartless/domain';
import * as z from 'zod/mini';
import {
  BodyTooLarge,
  Forbidden,
  InternalError,
  MalformedJson,
  NotFound,
  STATUS_OF_KIND,
  Unauthorised,
  UnsupportedMediaType,
  ValidationFailed,
} from './boundary-errors.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of a service, made from the routes that its handlers use.
 *
 * @param title the service's name for people
 * @param version the service's own version
 */
export function openApiDocument(title: string, version: string, routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes.toSorted(
    (a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method),
  )) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
    },
  };
}

function operation(route: Route): Json {
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    // Of several requirements one has to be met.
    security:
      route.access === 'public' ? [] : [route.access].flat().map((scope) => ({ accessToken: [scope] })),
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...parameters('header', route.headers),
      ...(route.success.cacheSeconds === undefined ? [] : [IF_NONE_MATCH]),
    ],
    ...(route.body && {
      requestBody: {
        required: !z.safeParse(route.body, undefined).success,
        content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
      },
    }),
    ...(route.rawBody === true && {
      requestBody: { required: true, content: { '*/*': { schema: { type: 'string' } } } },
    }),
    responses: {
      [route.success.status]: success(route),
      ...elsewhere(route),
      ...unchanged(route),
      ...failures(route),
    },
  };
}

function success({ success: answer }: Route): Json {
  const { description, body, headers: own, contentType, page, cacheSeconds } = answer;
  const headers = cacheSeconds === undefined ? own : { ...cacheHeaders(cacheSeconds), ...own };
  const content =
    contentType !== undefined
      ? { [contentType]: { schema: { type: 'string' } } }
      : body && {
          ...(page && { 'text/html': { schema: { type: 'string' } } }),
          'application/json': { schema: jsonSchema(body, 'output') },
        };
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [
          name,
          { description: text, schema: { type: 'string' } },
        ]),
      ),
    }),
    ...(content && { content }),
  };
}

const cacheHeaders = (seconds: number): Readonly<Record<string, string>> => ({
  etag: 'Another one when the answer is another one',
  'cache-control': `\`public, max-age=${seconds}\``,
});

const unchanged = ({ success: { cacheSeconds } }: Route): Json =>
  cacheSeconds === undefined ? {} : { 304: { description: 'The answer is the one that the caller has' } };

const elsewhere = ({ success: { elsewhere: description } }: Route): Json =>
  description === undefined
    ? {}
    : {
        303: {
          description,
          headers: { location: { description: 'Where to ask, by GET', schema: { type: 'string' } } },
        },
      };

/** Every status with the codes that can come with it. */
function failures(route: Route): Json {
  // A query parameter that the route does not know is refused too.
  const all: ErrorDefinition[] = [...(route.errors ?? []), ValidationFailed, InternalError];
  if (route.access !== 'public') all.push(Unauthorised, Forbidden);
  if (route.params) all.push(NotFound);
  if (route.body) all.push(MalformedJson, UnsupportedMediaType);
  if (route.body || route.rawBody === true) all.push(BodyTooLarge);
  const byStatus = Map.groupBy(all, (error) => (error === InternalError ? 500 : STATUS_OF_KIND[error.kind]));
  return Object.fromEntries(
    [...byStatus].map(([status, errors]) => [
      status,
      {
        description: [...new Set(errors.map(({ code, text }) => `\`${code}\`: ${text.en}`))].join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function parameters(place: 'path' | 'query' | 'header', schema: z.ZodMiniType | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...document } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: written }) => withDefault(zodSchema._zod.def, written),
  });
  return document;
}

/** The library leaves out the default of what is read from a text; of a number in a query it is a number all the same. */
function withDefault(def: z.core.$ZodTypeDef, written: Json): void {
  if (def.type === 'default') written['default'] ??= (def as z.core.$ZodDefaultDef).defaultValue;
}

const IF_NONE_MATCH = {
  name: 'if-none-match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the answer that the caller has',
  schema: { type: 'string' },
} as const;

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'code', 'detail', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; programs decide by this' },
    detail: { type: 'string', description: 'For people, in the language of Accept-Language' },
    traceId: { type: 'string', description: 'Name it when asking for help' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
} as const;
