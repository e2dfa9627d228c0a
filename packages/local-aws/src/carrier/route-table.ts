import { CarrierError } from './carrier-error.ts';

/** One route: a method and a path in which `:name` stands for any one segment. */
export interface Route<Run> {
  method: 'GET' | 'POST';
  path: string;
  run: Run;
}

export interface MatchedRoute<Run> {
  route: Route<Run>;
  /** What stood in the place of the `:name` segments, in their order. */
  values: string[];
}

export const findRoute = <Run>(
  routes: readonly Route<Run>[],
  method: string,
  path: string,
): MatchedRoute<Run> | undefined => routesAt(routes, path).find(({ route }) => route.method === method);

/** @throws CarrierError 404 when no route has the path, 405 when it is there for another method. */
export function matchRoute<Run>(
  routes: readonly Route<Run>[],
  method: string,
  path: string,
): MatchedRoute<Run> {
  const found = findRoute(routes, method, path);
  if (found !== undefined) return found;
  const others = routesAt(routes, path);
  if (others.length > 0) {
    const allowed = others.map(({ route }) => route.method).join(', ');
    throw new CarrierError(405, 'METHOD_NOT_ALLOWED', `${path} takes ${allowed}, not ${method}.`);
  }
  throw new CarrierError(404, 'NOT_FOUND', `The carrier simulator does not support ${method} ${path}.`);
}

const routesAt = <Run>(routes: readonly Route<Run>[], path: string): MatchedRoute<Run>[] =>
  routes.flatMap((route) => {
    const values = matchPath(route.path, path);
    return values === undefined ? [] : [{ route, values }];
  });

function matchPath(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
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
    throw new CarrierError(400, 'BAD_REQUEST', `The path has a broken escape: ${segment.slice(0, 60)}`);
  }
}
