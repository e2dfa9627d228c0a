import { Refusal } from './refusal.ts';

/** One route: a method and a path in which `:name` stands for any one segment. */
export interface Route<Run> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly run: Run;
}

export interface MatchedRoute<Run> {
  readonly route: Route<Run>;
  /** What stood in the place of the `:name` segments, in their order. */
  readonly values: readonly string[];
}

/** @throws Refusal 400 when the path has a broken escape. */
export const findRoute = <Run>(
  routes: readonly Route<Run>[],
  method: string,
  path: string,
): MatchedRoute<Run> | undefined => routesAt(routes, path).find(({ route }) => route.method === method);

/**
 * The route of a method and path.
 *
 * @param name What the simulator is called in the refusal, e.g. `carrier simulator`.
 * @throws Refusal 404 when no route has the path, 405 when it is there for another method.
 */
export function matchRoute<Run>(
  routes: readonly Route<Run>[],
  { method, path }: { method: string; path: string },
  name: string,
): MatchedRoute<Run> {
  const found = findRoute(routes, method, path);
  if (found !== undefined) return found;
  const others = routesAt(routes, path).map(({ route }) => route.method);
  if (others.length > 0)
    throw new Refusal(405, 'METHOD_NOT_ALLOWED', `${path} takes ${others.join(', ')}, not ${method}.`);
  throw new Refusal(404, 'NOT_FOUND', `The ${name} does not support ${method} ${path}.`);
}

function routesAt<Run>(routes: readonly Route<Run>[], path: string): MatchedRoute<Run>[] {
  const given = path.split('/');
  return routes.flatMap((route) => {
    const values = matchParts(partsOf(route.path), given);
    return values === undefined ? [] : [{ route, values }];
  });
}

const known = new Map<string, readonly string[]>();

/** The segments of a route's path, which are the same for every call. */
function partsOf(pattern: string): readonly string[] {
  const parts = known.get(pattern) ?? pattern.split('/');
  known.set(pattern, parts);
  return parts;
}

function matchParts(wanted: readonly string[], given: readonly string[]): string[] | undefined {
  if (wanted.length !== given.length) return undefined;
  const fits = wanted.every((part, index) =>
    part.startsWith(':') ? given[index] !== '' : part === given[index],
  );
  return fits ? given.filter((_, index) => wanted[index]?.startsWith(':')).map(decode) : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal(400, 'BAD_REQUEST', `The path has a broken escape: ${segment.slice(0, 60)}`);
  }
}
