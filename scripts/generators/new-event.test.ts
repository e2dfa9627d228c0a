import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newEvent } from './new-event.ts';
import { ProjectCopy } from './project-copy.ts';

const FOLDER = 'packages/domain/src/events/orders';
// Compilers and test runners are started, which takes its time.
const PATIENCE = 300_000;

let copy: ProjectCopy;
beforeAll(() => {
  copy = new ProjectCopy();
});
afterAll(() => copy.remove());

const read = (file: string): string => readFileSync(join(copy.root, FOLDER, file), 'utf8');

describe('a new event', () => {
  it(
    'is a contract that compiles, with a test that fails until it says what is told',
    async () => {
      const paused = await newEvent(copy.root, 'orders/order-paused');
      const low = await newEvent(copy.root, 'orders/stock-low.v2');
      expect(paused).toEqual(
        ['order-paused.ts', 'order-paused.test.ts', 'index.ts'].map((file) => `${FOLDER}/${file}`),
      );
      expect(copy.compile([...paused, ...low, 'packages/domain/src/events/registry.ts'])).toBe('');
      expect(copy.test(`${FOLDER}/(order-paused|stock-low-v2)`)).toEqual(
        expect.arrayContaining([
          {
            test: 'orders.order-paused.v1 tells what its readers need',
            failures: [expect.stringMatching(/what they need[^]*"orderId": "ord_0demo"/)],
          },
          {
            test: 'orders.stock-low.v2 tells what its readers need',
            failures: [expect.stringMatching(/what they need[^]*"threshold": 5/)],
          },
        ]),
      );
    },
    PATIENCE,
  );

  it('stands in the list of its producer, once and in order', () => {
    const lines = read('index.ts').trim().split('\n');
    expect(lines.filter((line) => line.includes('order-paused'))).toEqual([
      "export * from './order-paused.ts';",
    ]);
    expect(lines).toEqual(lines.toSorted());
  });

  it('begins a later version as a copy of the one before it, which stays as it was', () => {
    expect(read('stock-low-v2.ts')).toBe(
      read('stock-low.ts').replaceAll('StockLow', 'StockLowV2').replace('version: 1', 'version: 2'),
    );
  });

  it.each([
    ['no producer', 'order-paused', 'write it like orders/order-paused'],
    [
      'an unknown producer',
      'order/order-paused',
      'no producer "order"; there is users, orders, logistics, analytics',
    ],
    ['a name of one word', 'orders/paused', '"paused" is no name of an event'],
    ['a name in capitals', 'orders/OrderPaused', '"OrderPaused" is no name of an event'],
    ['an event that is there', 'orders/order-placed', 'a change that breaks it is orders/order-placed.v2'],
    ['a version that follows none', 'orders/order-held.v2', 'which version 2 would follow'],
    [
      'a version that leaves one out',
      'orders/order-placed.v3',
      'no packages/domain/src/events/orders/order-placed-v2.ts',
    ],
    ['version 0', 'orders/order-held.v0', 'is no name of an event'],
  ])('refuses %s and changes nothing', async (_, asked, sentence) => {
    const before = read('index.ts');
    await expect(newEvent(copy.root, asked)).rejects.toThrow(sentence);
    expect(read('index.ts')).toBe(before);
  });
});
