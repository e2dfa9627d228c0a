import type { SchemaNotes } from '@cartless/domain/named-schemas';
import * as z from 'zod/mini';
import { GATEWAY_MESSAGE, PROBLEM } from './openapi/errors.ts';
import type { Examples, RouteExample } from './openapi/examples.ts';
import { sharedHeaders } from './openapi/headers.ts';
import type { Json } from './openapi/json.ts';
import { parameters, SHARED_PARAMETERS } from './openapi/parameters.ts';
import { failures, problemSchemas, sharedResponses, successes } from './openapi/responses.ts';
import { Schemas } from './openapi/schemas.ts';
import type { Route } from './route.ts';

export type { Examples, RouteExample } from './openapi/examples.ts';
export type { Json } from './openapi/json.ts';
export { mergeDocuments } from './openapi/merge.ts';

/** What the operations of a document are sorted by. */
export type Topic = Readonly<{ name: string; description: string }>;

/** What a service says of its API beside its routes; only documents are made of it, so no function carries it. */
export type ServiceApi = Readonly<{
  description: string;
  /** What the operations of a room are about, by the room's name. */
  topics: Readonly<Record<string, Topic>>;
  /** Names and words of its own schemas; those of the shared vocabulary are the same everywhere. */
  notes: SchemaNotes;
  examples: Examples;
}>;

/** All that a service's document is made of. */
export type DocumentedApi = Readonly<{
  /** The service's name for people. */
  title: string;
  description: string;
  /** The service's own version. */
  version: string;
  routes: readonly Readonly<{ route: Route; topic: Topic }>[];
  /** Names and words of schemas. */
  notes: SchemaNotes;
  examples: Examples;
}>;

/** The OpenAPI 3.1 document of a service, made from the routes that its handlers use. */
export function openApiDocument({
  title,
  description,
  version,
  notes,
  examples,
  ...api
}: DocumentedApi): Json {
  const schemas = new Schemas(notes);
  const sorted = api.routes.toSorted(
    ({ route: a }, { route: b }) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method),
  );
  const paths: Record<string, Json> = {};
  for (const { route, topic } of sorted) {
    const written = operation(route, topic, schemas, examples[route.id] ?? {});
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: written };
  }
  const routes = sorted.map(({ route }) => route);
  const problems = problemSchemas(routes, schemas);
  const topics = new Map(sorted.map(({ topic }) => [topic.name, topic]));
  const whole = schemas.complete({ paths, problems });
  const all = {
    ...whole.schemas,
    ...(whole.document['problems'] as Record<string, Json>),
    Problem: PROBLEM,
    GatewayMessage: GATEWAY_MESSAGE,
  };
  return {
    openapi: '3.1.0',
    info: { title, version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: [...topics.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    paths: whole.document['paths'],
    components: used(
      {
        securitySchemes: routes.every(({ access }) => access === 'public')
          ? {}
          : { accessToken: ACCESS_TOKEN },
        parameters: SHARED_PARAMETERS,
        headers: sharedHeaders(),
        responses: sharedResponses(routes),
        schemas: Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => a.localeCompare(b))),
      },
      whole.document['paths'],
    ),
  };
}

const ACCESS_TOKEN = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'The `accessToken` that `POST /login` answers with; it is good for 15 minutes',
} as const;

function operation(route: Route, topic: Topic, schemas: Schemas, example: RouteExample): Json {
  return {
    operationId: route.id,
    tags: [topic.name],
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    // Of several requirements one has to be met.
    security:
      route.access === 'public' ? [] : [route.access].flat().map((scope) => ({ accessToken: [scope] })),
    parameters: parameters(route, schemas, example),
    ...requestBody(route, schemas, example),
    responses: { ...successes(route, schemas, example.answer), ...failures(route, schemas) },
  };
}

function requestBody({ body, rawBody }: Route, schemas: Schemas, example: RouteExample): Json {
  const shown = example.body === undefined ? {} : { example: example.body };
  if (rawBody === true)
    return { requestBody: { required: true, content: { '*/*': { schema: { type: 'string' }, ...shown } } } };
  if (body === undefined) return {};
  return {
    requestBody: {
      required: !z.safeParse(body, undefined).success,
      content: { 'application/json': { schema: schemas.write(body, 'input'), ...shown } },
    },
  };
}

/** The components that paths refer to, and those that they refer to. */
function used(components: Readonly<Record<string, Record<string, Json>>>, paths: unknown): Json {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    for (const [, place = ''] of JSON.stringify(part).matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
      if (found.has(place)) continue;
      found.add(place);
      const [kind = '', name = ''] = place.split('/');
      look(components[kind]?.[name] ?? {});
    }
  };
  look(paths);
  return Object.fromEntries(
    Object.entries(components).map(([kind, all]) => [
      kind,
      kind === 'securitySchemes'
        ? all
        : Object.fromEntries(Object.entries(all).filter(([name]) => found.has(`${kind}/${name}`))),
    ]),
  );
}
