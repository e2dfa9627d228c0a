import { memoryItems } from '@cartless/aggregate/memory';
import { expect, it } from '@jest/globals';
import { LOGISTICS_TABLE } from '../logistics-table.ts';
import { carrierHealthStore } from './carrier-health-store.ts';

const HOUR = 3_600_000;

it.each([
  ['after a while', 5000],
  ['when the clock has been set back', -6 * HOUR],
])('a container asks anew whether a breaker is open %s', async (_, passes) => {
  let at = Date.parse('2026-03-02T14:00:00Z');
  const clock = () => new Date(at);
  const items = memoryItems(LOGISTICS_TABLE, clock);
  const [mine, other] = [carrierHealthStore(items, clock), carrierHealthStore(items, clock)];
  expect(await mine.isOpen('van')).toBe(false);
  other.opened('van', 24 * HOUR);
  await other.settled();
  expect(await mine.isOpen('van')).toBe(false);
  at += passes;
  expect(await mine.isOpen('van')).toBe(true);
});
