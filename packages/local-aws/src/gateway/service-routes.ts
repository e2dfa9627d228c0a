import { join } from 'node:path';
import { type DeclaredRoute, declaredRoutes } from '@cartless/infrastructure';
import type { PortName } from '../ports.ts';

export const SERVICES = ['users', 'orders', 'logistics', 'analytics'] as const satisfies readonly PortName[];
/** Whoever answers calls: the services, and the platform with the issuer. */
export const OWNERS = [...SERVICES, 'platform'] as const satisfies readonly PortName[];
export type Service = (typeof OWNERS)[number];

/** A route, and the service that declares it. */
export type OwnedRoute = Readonly<{ service: Service }> & Pick<DeclaredRoute, 'method' | 'path' | 'access'>;

/** The routes that the services of a checkout declare. */
export async function ownedRoutes(root: string): Promise<OwnedRoute[]> {
  const declared = await declaredRoutes(OWNERS.map((service) => join(root, 'services', service)));
  return OWNERS.flatMap((service, index) => (declared[index] ?? []).map((route) => ({ ...route, service })));
}

/** Answers which service a call is for; undefined when it is for the pages. */
export type FindService = (path: string) => Service | undefined;

/**
 * Divides the paths among the services; on AWS the behaviours of the CloudFront distribution do. To a service belongs
 * everything below what its routes begin with, so that it answers its own preflight requests and its own 404.
 *
 * @throws Error when two services claim the same paths
 */
export function divideRoutes(routes: readonly OwnedRoute[]): FindService {
  const owners = new Map<string, Service>();
  for (const { service, path } of routes) {
    const beginning = path.replace(/\/\{.*$/, '');
    const other = owners.get(beginning) ?? service;
    if (other !== service)
      throw new Error(`${other} and ${service} both have routes that begin ${beginning}`);
    owners.set(beginning, service);
  }
  return (path) => ownerOf(owners, path);
}

function ownerOf(owners: ReadonlyMap<string, Service>, path: string): Service | undefined {
  for (let above = path; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
    const owner = owners.get(above);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
