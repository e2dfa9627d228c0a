import { expect, it } from '@jest/globals';
import { readTarget } from './target.ts';

it.each([
  ['/', { path: '/', search: '' }],
  ['//', { path: '//', search: '' }],
  ['/orders/a%2Fb?q=100%', { path: '/orders/a%2Fb', search: '?q=100%' }],
  ['/products?q=灯#top', { path: '/products', search: '?q=灯' }],
  ['/a..b/...', { path: '/a..b/...', search: '' }],
])('reads %s as it was sent', (url, target) => {
  expect(readTarget(url)).toEqual(target);
});

it.each([
  '',
  '*',
  'http://%',
  'http://localhost/products',
  'localhost:4000',
  '/%',
  '/%zz',
  '/%c0%af',
  '/%00',
  '/a%0d%0ab',
  '/orders/../users',
  '/orders/%2e%2e/users',
  '/orders/%2E./users',
  '/orders/..%2fusers',
  '/./orders',
  '/orders/..',
  '/orders\\..\\users',
  '/orders/%5c',
])('refuses %j, whose meaning is up to who reads it', (url) => {
  expect(readTarget(url)).toBeUndefined();
});
