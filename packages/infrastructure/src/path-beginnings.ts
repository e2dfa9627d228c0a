import type { DeclaredRoute } from './expand-route.ts';

/** A route, and the service that declares it. */
export type OwnedRoute<S extends string = string> = Readonly<{ service: S }> &
  Pick<DeclaredRoute, 'method' | 'path' | 'access'>;

/**
 * Divides the paths of one address among the services, for the local gateway and for CloudFront alike: who owns what, by what the
 * paths of their routes begin with (`/orders`, `/admin/shipments`). To a service belongs everything below, so that it answers its own
 * preflight requests and its own 404; the rest is for the pages.
 *
 * @throws Error when two services claim the same paths
 */
export function pathBeginnings<S extends string>(routes: readonly OwnedRoute<S>[]): ReadonlyMap<string, S> {
  const owners = new Map<string, S>();
  for (const { service, path } of routes) {
    const beginning = path.replace(/\/\{.*$/, '');
    const other = owners.get(beginning) ?? service;
    if (other !== service)
      throw new Error(`${other} and ${service} both have routes that begin ${beginning}`);
    owners.set(beginning, service);
  }
  return owners;
}

/** The longest beginning that a path has; undefined for what is a page's. */
export function beginningOf(beginnings: ReadonlyMap<string, unknown>, path: string): string | undefined {
  for (let above = path; above !== ''; above = above.slice(0, above.lastIndexOf('/')))
    if (beginnings.has(above)) return above;
  return undefined;
}
