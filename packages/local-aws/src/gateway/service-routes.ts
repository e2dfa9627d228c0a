import type { PortName } from '../ports.ts';

export const SERVICES = ['users', 'orders', 'logistics', 'analytics'] as const satisfies readonly PortName[];
export type Service = (typeof SERVICES)[number];

/** Which paths belong to which service; on AWS the behaviours of the CloudFront distribution say the same. */
const PREFIXES: Readonly<Record<Service, readonly string[]>> = {
  users: [
    '/register',
    '/availability',
    '/verify',
    '/login',
    '/token',
    '/logout',
    '/password',
    '/me',
    '/users',
    '/.well-known',
  ],
  orders: ['/products', '/categories', '/orders', '/payments', '/admin/orders'],
  logistics: ['/shipments', '/carriers', '/admin/shipments', '/logistics'],
  analytics: ['/analytics'],
};

/**
 * The service that answers a call; undefined when it is for the storefront.
 * The login page and the login call share a path and differ by method.
 */
export function serviceOf(method: string, path: string): Service | undefined {
  if (path === '/login' && (method === 'GET' || method === 'HEAD')) return undefined;
  return SERVICES.find((service) =>
    PREFIXES[service].some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
  );
}
