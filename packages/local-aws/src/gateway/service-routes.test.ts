import { describe, expect, it } from '@jest/globals';
import { serviceOf } from './service-routes.ts';

describe('the gateway', () => {
  it.each([
    ['POST', '/register', 'users'],
    ['POST', '/login', 'users'],
    ['GET', '/users/usr_1', 'users'],
    ['GET', '/.well-known/jwks.json', 'users'],
    ['GET', '/products', 'orders'],
    ['POST', '/payments/webhook', 'orders'],
    ['GET', '/admin/orders', 'orders'],
    ['GET', '/admin/shipments', 'logistics'],
    ['GET', '/shipments/20261121-4F7K2M9-C', 'logistics'],
    ['GET', '/analytics/summary', 'analytics'],
  ])('sends %s %s to %s', (method, path, service) => {
    expect(serviceOf(method, path)).toBe(service);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/login'],
    ['GET', '/account/orders/ord_1'],
    ['GET', '/productsandmore'],
    ['GET', '/meadow'],
  ])('keeps %s %s for the pages', (method, path) => {
    expect(serviceOf(method, path)).toBeUndefined();
  });
});
