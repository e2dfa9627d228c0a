import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import { describe, expect, it } from '@jest/globals';
import { orderFacts, randomNumbers } from '../../bench/synthetic-orders.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { carrySamples, patientSampleStore, readSamples } from './buyer-samples-store.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T10:00:00Z');

/** One order on each of so many days. */
const placedOn = (days: number) => {
  const random = randomNumbers(1);
  return Array.from({ length: days }, (_, i) => {
    const [placed] = orderFacts(i, 10, random);
    return { ...placed, at: new Date(START + i * DAY_MS).toISOString() };
  });
};

function opened(around = (items: Items): Items => items) {
  const memory = memoryItems(ANALYTICS_TABLE);
  const setting = { items: around(memory), generation: () => Promise.resolve('g1') };
  const counted = async () => {
    const samples = await readSamples({ ...setting, items: memory }, '2026-01-01', '2026-12-31');
    return samples.reduce((sum, { purchases }) => sum + purchases.size, 0);
  };
  const waiting = () => memory.all().filter(({ pk }) => pk === 'g1#buyers#waiting').length;
  return { setting, counted, waiting };
}
const forever = () => Infinity;

describe('samples of buyers', () => {
  it('grow at once by what is of few days', async () => {
    const { setting, counted, waiting } = opened();
    await patientSampleStore(setting).add(placedOn(30));
    expect([await counted(), waiting()]).toEqual([30, 0]);
  });

  it('grow later by what is of many days, all that came until then together, as often as it comes', async () => {
    const { setting, counted, waiting } = opened();
    const store = patientSampleStore(setting);
    await store.add(placedOn(100));
    await store.add(placedOn(100));
    await store.add(placedOn(120));
    expect([await counted(), waiting()]).toEqual([0, 3]);
    expect(await carrySamples(setting, () => 0)).toBe(true);
    expect(await carrySamples(setting, forever)).toBe(false);
    expect([await counted(), waiting()]).toEqual([120, 0]);
  });

  it('grow by all of it, wherever a run dies', async () => {
    for (const deadly of [1, 50, 105, 106]) {
      let writes = 0;
      const { setting, counted, waiting } = opened((items) => ({
        ...items,
        write(...given) {
          writes += 1;
          return writes === 1 + deadly ? Promise.reject(new Error('died')) : items.write(...given);
        },
      }));
      await patientSampleStore(setting).add(placedOn(100));
      await carrySamples(setting, forever).catch(() => undefined);
      expect(await carrySamples(setting, forever)).toBe(false);
      expect([await counted(), waiting()]).toEqual([100, 0]);
    }
  });
});
