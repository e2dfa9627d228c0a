import { isRecord } from '../provision/template.ts';
import type { FunctionDefinition } from '../plugin/serverless-api.ts';

/** One route of a service's HTTP API. */
export interface HttpRoute {
  /** The function's key in serverless.yml. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** The scopes of the JWT authorizer; undefined on a public route. */
  readonly scopes: readonly string[] | undefined;
}

export interface Found {
  readonly route: HttpRoute;
  /** What stood in the place of the `{name}` segments, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Takes the routes out of the functions' events: serverless-offline would answer preflight requests and foreign origins, read bodies
 * and refuse cookies by rules of its own.
 *
 * @throws Error naming the function when a route has a setting that is not known.
 */
export function takeRoutes(functions: Readonly<Record<string, FunctionDefinition>>): readonly HttpRoute[] {
  return Object.entries(functions).flatMap(([key, definition]) => {
    const events = definition.events ?? [];
    const routes = events.flatMap((event) => (event['httpApi'] === undefined ? [] : [event['httpApi']]));
    definition.events = events.filter((event) => event['httpApi'] === undefined);
    return routes.map((settings) => readRoute(key, settings));
  });
}

function readRoute(key: string, settings: unknown): HttpRoute {
  const { method, path, authorizer, ...others } = isRecord(settings) ? settings : {};
  if (typeof method !== 'string' || typeof path !== 'string' || /[*+]/.test(method + path)) {
    throw new Error(
      `functions.${key}: httpApi needs a method and a path without wildcards; others are not known locally`,
    );
  }
  const { name: _, scopes = [], ...more } = isRecord(authorizer) ? authorizer : {};
  const unknown = [...Object.keys(others), ...Object.keys(more)];
  if (unknown.length > 0) {
    throw new Error(
      `functions.${key}: httpApi has ${unknown.join(', ')}, which the local account does not know`,
    );
  }
  const asked = authorizer === undefined ? undefined : (scopes as readonly string[]);
  return { key, method: method.toUpperCase(), path, scopes: asked };
}

/**
 * Finds the route of a call as API Gateway does: every segment counts, the slash at the end too, and a name goes before `{name}`.
 * `path` has whole escapes.
 */
export function routeFinder(
  routes: readonly HttpRoute[],
): (method: string, path: string) => Found | undefined {
  const table = routes
    .map((route) => ({ route, segments: route.path.split('/') }))
    .toSorted((a, b) => rank(a.segments).localeCompare(rank(b.segments)));
  return (method, path) => {
    const given = path.split('/').map(decodeURIComponent);
    const found = table.find(({ route, segments }) => route.method === method && fits(segments, given));
    return found && { route: found.route, parameters: parametersOf(found.segments, given) };
  };
}

const isParameter = (segment: string): boolean => segment.startsWith('{');
const rank = (segments: readonly string[]): string =>
  segments.map((segment) => (isParameter(segment) ? '1' : '0')).join('');

const fits = (segments: readonly string[], given: readonly string[]): boolean =>
  segments.length === given.length &&
  segments.every((segment, at) => (isParameter(segment) ? given[at] !== '' : given[at] === segment));

const parametersOf = (segments: readonly string[], given: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    segments.flatMap((segment, at) =>
      isParameter(segment) ? [[segment.slice(1, -1), given[at] ?? '']] : [],
    ),
  );
