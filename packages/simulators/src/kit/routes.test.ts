import { describe, expect, it } from '@jest/globals';
import { findRoute, matchRoute, type Route } from './routes.ts';

const ROUTES: readonly Route<string>[] = [
  { method: 'GET', path: '/things', run: 'list' },
  { method: 'POST', path: '/things', run: 'create' },
  { method: 'GET', path: '/things/:id', run: 'show' },
  { method: 'POST', path: '/things/:id/parts/:part', run: 'change' },
];

describe('a route', () => {
  it.each([
    ['GET', '/things', 'list', []],
    ['POST', '/things', 'create', []],
    ['GET', '/things/a%2Fb', 'show', ['a/b']],
    ['POST', '/things/1/parts/2', 'change', ['1', '2']],
  ])('is found for %s %s', (method, path, run, values) => {
    expect(findRoute(ROUTES, method, path)).toMatchObject({ route: { run }, values });
  });

  it.each([
    ['GET', '/things/', 404],
    ['GET', '/things/1/parts', 404],
    ['DELETE', '/things', 405],
    ['GET', '/things/%E0%A4%A', 400],
  ])('is not found for %s %s: %i', (method, path, status) => {
    expect(() => matchRoute(ROUTES, { method, path }, 'toy simulator')).toThrow(
      expect.objectContaining({ status }),
    );
  });
});
