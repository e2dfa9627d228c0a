import { memoryItems } from '@cartless/aggregate/memory';
import { expect, it } from '@jest/globals';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { GENERATION_LEASE_MS, goLive, liveGeneration } from './generation.ts';

const HOUR = 3_600_000;

it.each([
  ['its lease is over', GENERATION_LEASE_MS],
  ['its clock, which was ahead when it read, has been set back', -6 * HOUR],
])('a container reads anew which generation is live when %s', async (_, passes) => {
  let at = Date.parse('2026-03-02T14:00:00Z');
  const now = () => new Date(at);
  const items = memoryItems(ANALYTICS_TABLE, now);
  const live = liveGeneration({ items, now });
  expect(await live()).toBe('g1');
  await goLive({ items, now }, 'g1', 'g2');
  expect(await live()).toBe('g1');
  at += passes;
  expect(await live()).toBe('g2');
});
