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
    ['POST', '/register', 'users'],
    ['POST', '/login', 'users'],
    ['GET', '/users/usr_1', 'users'],
    ['GET', '/.well-known/jwks.json', 'platform'],
    ['GET', '/products', 'orders'],
    ['POST', '/payments/webhook', 'orders'],
    ['GET', '/admin/orders', 'orders'],
    ['GET', '/admin/shipments', 'logistics'],
    ['GET', '/shipments/20261121-4F7K2M9-C', 'logistics'],
    ['GET', '/analytics/summary', 'analytics'],
    ['OPTIONS', '/orders', 'orders'],
    ['GET', '/orders/ord_1/no-such-thing', 'orders'],
  ])('sends %s %s to %s', async (method, path, service) => {
    const find = divideRoutes(await routes);
    expect(find(method, path)).toBe(service);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/login'],
    ['GET', '/account/orders/ord_1'],
    ['GET', '/productsandmore'],
    ['GET', '/meadow'],
  ])('keeps %s %s for the pages', async (method, path) => {
    const find = divideRoutes(await routes);
    expect(find(method, path)).toBeUndefined();
  });

  it('sends a call to the service whose route begins most like it', () => {
    const find = divideRoutes([
      route('orders', 'GET', '/things/{id}'),
      route('users', 'GET', '/things/mine'),
    ]);
    expect(find('GET', '/things/other')).toBe('orders');
    expect(find('GET', '/things/mine/first')).toBe('users');
  });

  it('does not start when two services claim the same paths', () => {
    const both = [route('orders', 'GET', '/things/{id}'), route('users', 'POST', '/things')];
    expect(() => divideRoutes(both)).toThrow('orders and users both have routes that begin /things');
  });
});

/** Those of this checkout, as the shop itself reads them. */
const routes = ownedRoutes(checkoutRoot(dirname(import.meta.filename)));
