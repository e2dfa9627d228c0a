import { beforeEach, describe, expect, it } from '@jest/globals';
import { aggregateSuite, type Bench } from '../../test/aggregate-suite.ts';
import { JARS, shelfKey } from '../../test/jar.ts';
import { retrying } from '../retrying.ts';
import type { Items } from '../items.ts';
import { newWriteId } from '../write-id.ts';
import { type ItemChange, memoryItems } from './memory-items.ts';

/** Faults in front of a memory, of the kinds that a network makes. */
function faultyMemory(): Bench {
  const memory = memoryItems(JARS);
  let lost = false;
  let throttled = 0;
  const items: Items = {
    ...memory,
    async write(writes, id = newWriteId()) {
      const answer = await memory.write(writes, id);
      if (!lost) return answer;
      lost = false;
      return memory.write(writes, id);
    },
    async getMany(keys, options) {
      return retrying(async () => {
        if (throttled === 0) return memory.getMany(keys, options);
        throttled -= 1;
        return undefined;
      });
    },
  };
  return {
    items,
    loseNextAnswer: () => void (lost = true),
    throttleNextReads: (times) => void (throttled = times),
  };
}

describe('aggregates in memory', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = faultyMemory();
  });
  aggregateSuite(() => bench);

  it('tell of every change of an item, with what was there before', async () => {
    const memory = memoryItems(JARS);
    const seen: ItemChange[] = [];
    memory.watch((change) => seen.push(change));
    await memory.write([{ put: { ...shelfKey('a'), n: 1 } }]);
    await memory.write([{ update: shelfKey('a'), set: { n: 2 } }]);
    await memory.write([{ delete: shelfKey('a') }]);
    expect(seen.map(({ before, after }) => [before?.['n'], after?.['n']])).toEqual([
      [undefined, 1],
      [1, 2],
      [2, undefined],
    ]);
  });

  it('forget what has expired, and only that', async () => {
    const at = new Date('2027-01-01T00:00:00Z');
    const memory = memoryItems(JARS, () => at);
    const seconds = at.getTime() / 1000;
    await memory.write([{ put: { ...shelfKey('old'), expiresAt: seconds - 1 } }]);
    await memory.write([{ put: { ...shelfKey('new'), expiresAt: seconds + 1 } }]);
    expect(memory.expire()).toBe(1);
    expect(memory.all()).toEqual([{ ...shelfKey('new'), expiresAt: seconds + 1 }]);
  });

  it('are not changed by whoever holds what was read or written', async () => {
    const memory = memoryItems(JARS);
    const list = ['a'];
    await memory.write([{ put: { ...shelfKey('a'), list } }]);
    list.push('b');
    const read = await memory.get(shelfKey('a'));
    (read?.['list'] as string[] | undefined)?.push('c');
    expect(await memory.get(shelfKey('a'))).toMatchObject({ list: ['a'] });
  });
});
