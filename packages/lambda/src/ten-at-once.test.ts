import { expect, test } from '@jest/globals';
import { tenAtOnce } from './ten-at-once.ts';

const ALL = Array.from({ length: 25 }, (_, i) => i);

test('all are done, ten at a time', async () => {
  const begun: number[] = [];
  let [underWay, most] = [0, 0];
  const done = await tenAtOnce(ALL, async (one) => {
    begun.push(one);
    most = Math.max(most, (underWay += 1));
    await Promise.resolve();
    underWay -= 1;
  });
  expect([done, begun, most]).toEqual([25, ALL, 10]);
});

test('no more are begun when the time is over', async () => {
  const begun: number[] = [];
  const done = await tenAtOnce(
    ALL,
    async (one) => void begun.push(one),
    () => 15 - begun.length,
  );
  expect([done, begun]).toEqual([20, ALL.slice(0, 20)]);
});
