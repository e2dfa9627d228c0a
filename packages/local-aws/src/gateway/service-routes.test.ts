import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkoutRoot } from '../plugin/checkout-root.ts';
import { divideRoutes, type OwnedRoute, ownedRoutes } from './service-routes.ts';

const route = (
  service: OwnedRoute['service'],
  method: string,
  path: string,
  access = 'public',
): OwnedRoute => ({ service, method, path, access });

describe('the gateway', () => {
  it.each([
    ['/register', 'users'],
    ['/login', 'users'],
    ['/users/usr_1', 'users'],
    ['/.well-known/jwks.json', 'platform'],
    ['/products', 'orders'],
    ['/payments/webhook', 'orders'],
    ['/admin/orders', 'orders'],
    ['/admin/shipments', 'logistics'],
    ['/shipments/20261121-4F7K2M9-C', 'logistics'],
    ['/analytics/summary', 'analytics'],
    ['/orders', 'orders'],
    ['/orders/ord_1/no-such-thing', 'orders'],
  ])('sends %s to %s', async (path, service) => {
    const find = divideRoutes(await routes);
    expect(find(path)).toBe(service);
  });

  it.each(['/', '/account/login', '/account/orders/ord_1', '/productsandmore', '/meadow'])(
    'keeps %s for the pages',
    async (path) => {
      const find = divideRoutes(await routes);
      expect(find(path)).toBeUndefined();
    },
  );

  it('sends a call to the service whose route begins most like it', () => {
    const find = divideRoutes([
      route('orders', 'GET', '/things/{id}'),
      route('users', 'GET', '/things/mine'),
    ]);
    expect(find('/things/other')).toBe('orders');
    expect(find('/things/mine/first')).toBe('users');
  });

  it('does not start when two services claim the same paths', () => {
    const both = [route('orders', 'GET', '/things/{id}'), route('users', 'POST', '/things')];
    expect(() => divideRoutes(both)).toThrow('orders and users both have routes that begin /things');
  });
});

/** Those of this checkout, as the shop itself reads them. */
const routes = ownedRoutes(checkoutRoot(dirname(import.meta.filename)));
