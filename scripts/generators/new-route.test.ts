import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newRoute } from './new-route.ts';
import { ProjectCopy } from './project-copy.ts';

const PAUSE = {
  folder: 'orders/ordering/pause-order',
  method: 'POST',
  path: '/orders/{orderId}/pause',
  access: 'shop',
};
const TIPS = { folder: 'orders/ordering/list-tips', method: 'GET', path: '/tips', access: 'public' };
const HOLD = {
  folder: 'orders/ordering/hold-order',
  method: 'POST',
  path: '/admin/orders/{orderId}/hold',
  access: 'support,fulfilment',
};
const FOLDER = 'services/orders/src/ordering';
// Compilers and test runners are started, which takes its time.
const PATIENCE = 300_000;

let copy: ProjectCopy;
beforeAll(() => {
  copy = new ProjectCopy();
});
afterAll(() => copy.remove());

describe('a new route', () => {
  it(
    'is files that compile, with a test that fails until it says what is answered',
    async () => {
      const pause = await newRoute(copy.root, PAUSE);
      const tips = await newRoute(copy.root, TIPS);
      expect(pause).toEqual(
        ['route.ts', 'handler.ts', 'function.yml', 'pause-order.test.ts'].map(
          (file) => `${FOLDER}/pause-order/${file}`,
        ),
      );
      const hold = await newRoute(copy.root, HOLD);
      expect(copy.compile([...pause, ...tips, ...hold])).toBe('');
      expect(readFileSync(join(copy.root, FOLDER, 'hold-order/route.ts'), 'utf8')).toContain(
        "access: ['support', 'fulfilment'],",
      );
      fillIn(`${FOLDER}/list-tips/list-tips.test.ts`, "'what they need'", '{}');
      const outcomes = copy.test(FOLDER);
      expect(outcomes.toSorted((a, b) => a.test.localeCompare(b.test))).toEqual([
        { test: 'GET /tips answers what its callers need', failures: [] },
        {
          test: 'POST /admin/orders/{orderId}/hold answers what its callers need',
          failures: [expect.stringMatching(/what they need[^]*"orderId": "x1"/)],
        },
        {
          test: 'POST /orders/{orderId}/pause answers what its callers need',
          failures: [expect.stringMatching(/what they need[^]*"orderId": "x1"/)],
        },
      ]);
    },
    PATIENCE,
  );

  it('is a function under the name of its folder', () => {
    const text = readFileSync(join(copy.root, FOLDER, 'pause-order/function.yml'), 'utf8');
    expect(text).toMatch(/^pauseOrder:$/m);
  });

  it.each([
    ['a folder of two parts', { folder: 'orders/pause-order' }, 'write it like orders/ordering/pause-order'],
    ['an unknown service', { folder: 'order/ordering/x-y' }, 'no service "order"; there is orders, users'],
    [
      'an unknown room',
      { folder: 'orders/orderings/x-y' },
      'no room in orders "orderings"; there is ordering',
    ],
    ['a name of one word', { folder: 'orders/ordering/pause' }, '"pause" is no name of a function'],
    ['a name in capitals', { folder: 'orders/ordering/pauseOrder' }, '"pauseOrder" is no name of a function'],
    ['an unknown method', { method: 'post' }, 'no method "post"; there is GET, POST, PUT, PATCH, DELETE'],
    ['a path without a slash', { path: 'orders' }, '"orders" is no path'],
    ['a path in capitals', { path: '/Orders' }, '"/Orders" is no path'],
    ['an unknown access', { access: 'shopper' }, 'no access "shopper"; there is public, shop'],
    ['an unknown scope', { access: 'support,boss' }, 'no scope "boss"; there is shop, catalogue'],
    ['a function that is there', { folder: 'orders/ordering/place-order' }, 'place-order is there already'],
    ['a call that is answered', { path: '/orders/{id}/cancel' }, 'answered by cancelOrder of orders already'],
    ["another service's call", { path: '/login' }, 'answered by logIn of users already'],
  ])('refuses %s', async (_, change, sentence) => {
    const asked = { ...PAUSE, folder: 'orders/ordering/keep-order', path: '/holds', ...change };
    await expect(newRoute(copy.root, asked)).rejects.toThrow(sentence);
  });
});

function fillIn(file: string, from: string, to: string): void {
  const path = join(copy.root, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}
