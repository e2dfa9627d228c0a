import type { DeclaredError } from '@cartless/domain';
import {
  BadTarget,
  BodyTooLarge,
  InternalError,
  MalformedJson,
  NotFound,
  UnsupportedMediaType,
  ValidationFailed,
} from '../boundary-errors.ts';
import { cacheControl } from '../cacheable.ts';
import type { Route } from '../route.ts';
import { problemName, problemSchema, saysWhenAgain, statusOfDeclared } from './errors.ts';
import { headerRefs } from './headers.ts';
import { type Json, ref } from './json.ts';
import type { Schemas } from './schemas.ts';

/** What API Gateway answers by itself, by status: who may call, how often, and that a function did not answer. */
const OF_GATEWAY = {
  401: { says: 'The access token is missing, expired or not valid; by API Gateway', message: 'Unauthorized' },
  403: { says: 'The access token has not the scope; by API Gateway', message: 'Forbidden' },
  429: { says: 'The stage is called too often; by API Gateway', message: 'Too Many Requests' },
  503: { says: 'The service did not answer in time; by API Gateway', message: 'Service Unavailable' },
} as const;
type GatewayStatus = keyof typeof OF_GATEWAY;

/** Every answer that is no success, by status. */
export function failures(route: Route, schemas: Schemas): Json {
  const byStatus = Map.groupBy(errorsOf(route), statusOfDeclared);
  const statuses = new Set<number>([...byStatus.keys(), ...gatewayStatuses(route)]);
  return Object.fromEntries(
    [...statuses].map((status) => [status, failure(status, byStatus.get(status) ?? [], route, schemas)]),
  );
}

const gatewayStatuses = ({ access }: Route): readonly GatewayStatus[] =>
  access === 'public' ? [429, 503] : [401, 403, 429, 503];

/** Every error that a route can answer with, each once. */
export function errorsOf(route: Route): readonly DeclaredError[] {
  // A query parameter that the route does not know is refused too.
  const all: DeclaredError[] = [...(route.errors ?? []), ValidationFailed, InternalError];
  if (route.params) all.push(BadTarget, NotFound);
  if (route.body) all.push(MalformedJson, UnsupportedMediaType);
  // A body is measured before anybody asks whether one is wanted.
  if (route.method !== 'GET') all.push(BodyTooLarge);
  return [...new Map(all.map((error) => [error.code, error])).values()];
}

function failure(status: number, errors: readonly DeclaredError[], route: Route, schemas: Schemas): Json {
  const gateway = gatewayStatuses(route).find((one) => one === status);
  // What many operations have in common is said once.
  if (errors.length === 0 && gateway !== undefined) return ref('responses', `Gateway${gateway}`);
  if (errors.length === 1 && errors[0] === InternalError) return ref('responses', 'InternalError');
  const says = errors.map(sayingOf);
  if (gateway !== undefined) says.push(`${OF_GATEWAY[gateway].says}.`);
  return {
    description: says.join('\n\n'),
    headers: headerRefs([
      'content-language',
      ...(saysWhenAgain(status, errors, schemas) ? ['retry-after'] : []),
    ]),
    content: {
      'application/problem+json': { schema: oneOf(errors) },
      ...(gateway !== undefined && { 'application/json': { schema: ref('schemas', 'GatewayMessage') } }),
    },
  };
}

/** What people read of an error, in every language: pages leave out what its schema says of it. */
const sayingOf = ({ code, text }: DeclaredError): string => `\`${code}\`: ${Object.values(text).join(' / ')}`;

function oneOf(errors: readonly DeclaredError[]): Json {
  const refs = errors.map((error) => ref('schemas', problemName(error)));
  const [only] = refs;
  return refs.length === 1 && only !== undefined ? only : { oneOf: refs };
}

/** The schemas of all errors that routes can answer with. */
export const problemSchemas = (routes: readonly Route[], schemas: Schemas): Record<string, Json> =>
  Object.fromEntries(
    routes.flatMap(errorsOf).map((error) => [problemName(error), problemSchema(error, schemas)]),
  );

/** The answers that many operations have. */
export const sharedResponses = (routes: readonly Route[]): Record<string, Json> => ({
  InternalError: {
    description: sayingOf(InternalError),
    headers: headerRefs(['content-language']),
    content: { 'application/problem+json': { schema: ref('schemas', problemName(InternalError)) } },
  },
  ...Object.fromEntries(
    [...new Set(routes.flatMap(gatewayStatuses))]
      .toSorted((a, b) => a - b)
      .map((status) => {
        const { says, message } = OF_GATEWAY[status];
        return [
          `Gateway${status}`,
          {
            description: says,
            content: {
              'application/json': { schema: ref('schemas', 'GatewayMessage'), example: { message } },
            },
          },
        ];
      }),
  ),
});

/** What is answered when all is well. */
export function successes({ success }: Route, schemas: Schemas, example: unknown): Json {
  const { status, description, headers = {}, body, contentType, page } = success;
  const kept = cacheControl(success) !== undefined;
  const names = [...(kept ? ['etag', 'cache-control'] : []), ...Object.keys(headers)];
  const file = { schema: { type: 'string' } };
  const content =
    contentType !== undefined
      ? { [contentType]: file }
      : body && {
          'application/json': {
            schema: schemas.write(body, 'output'),
            ...(example !== undefined && { example }),
          },
          ...(page && { 'text/html': file }),
        };
  return {
    [status]: {
      description,
      ...(names.length > 0 && { headers: headerRefs(names, headers) }),
      ...(content && { content }),
    },
    ...(success.elsewhere !== undefined && {
      303: { description: success.elsewhere, headers: headerRefs(['location']) },
    }),
    ...(kept && {
      304: {
        description: 'The answer is the one that the caller has',
        headers: headerRefs(['etag', 'cache-control']),
      },
    }),
  };
}
