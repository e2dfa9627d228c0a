import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import {
  beginningOf,
  declaredRoutes,
  type OwnedRoute as OwnedByService,
  pathBeginnings,
} from '@cartless/infrastructure';
import type { PortName } from '../ports.ts';

/** Whoever answers calls: the services, and the platform with the issuer. */
export const OWNERS = [...SERVICES, 'platform'] as const satisfies readonly PortName[];
export type Service = (typeof OWNERS)[number];

export type OwnedRoute = OwnedByService<Service>;

/** The routes that the services of a checkout declare. */
export async function ownedRoutes(root: string): Promise<OwnedRoute[]> {
  const declared = await declaredRoutes(OWNERS.map((service) => join(root, 'services', service)));
  return OWNERS.flatMap((service, index) => (declared[index] ?? []).map((route) => ({ ...route, service })));
}

/** Answers which service a call is for; undefined when it is for the pages. */
export type FindService = (path: string) => Service | undefined;

/**
 * Divides the paths among the services; on AWS CloudFront does, by the same rule.
 *
 * @throws Error when two services claim the same paths
 */
export function divideRoutes(routes: readonly OwnedRoute[]): FindService {
  const beginnings = pathBeginnings(routes);
  return (path) => beginnings.get(beginningOf(beginnings, path) ?? '');
}
