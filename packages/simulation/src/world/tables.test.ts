import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Items, retrying } from '@cartless/aggregate';
import { aggregateSuite } from '../../../aggregate/test/aggregate-suite.ts';
import { JARS, shelfKey } from '../../../aggregate/test/jar.ts';
import { Basis } from './basis.ts';
import { FAULT_KINDS, failedCall } from './faults.ts';
import { Tables } from './tables.ts';

const NOTHING_OUTSIDE = (): undefined => undefined;

/** Lets simulated time pass until something is done. */
async function done<T>({ scheduler }: Basis, work: Promise<T>): Promise<T> {
  const state = { over: false };
  const ended = work.finally(() => {
    state.over = true;
  });
  ended.catch(() => undefined);
  await scheduler.run(Infinity, NOTHING_OUTSIDE, () => state.over);
  return ended;
}

/** A table of the simulation, whose calls each take their time. */
function simulated() {
  const basis = new Basis({ seed: 1, rates: { 'write-repeated': 1 } });
  const tables = new Tables(basis);
  const items = tables.items('jars/Jars', JARS);
  let throttled = 0;
  const timed: Items = {
    table: JARS,
    get: (key, options) => done(basis, items.get(key, options)),
    getMany: (keys, options) =>
      retrying(async () => {
        if (throttled === 0) return done(basis, items.getMany(keys, options));
        throttled -= 1;
        return undefined;
      }),
    query: (query) => done(basis, items.query(query)),
    putMany: (puts) => done(basis, items.putMany(puts)),
    async write(writes, id) {
      const outcome = await done(basis, items.write(writes, id));
      basis.faults.on = false;
      return outcome;
    },
  };
  return {
    basis,
    bench: {
      items: timed,
      // Repeated by its client, because its answer was lost.
      loseNextAnswer: () => {
        basis.faults.on = true;
      },
      throttleNextReads: (times: number) => void (throttled = times),
    },
  };
}

describe('aggregates in a simulated table', () => {
  let made: ReturnType<typeof simulated>;
  beforeEach(() => {
    made = simulated();
  });
  aggregateSuite(() => made.bench);

  it('take time with each call', async () => {
    const { basis, bench } = made;
    const before = basis.scheduler.now;
    await bench.items.write([{ put: { ...shelfKey('a'), n: 1 } }]);
    expect(basis.scheduler.now).toBeGreaterThan(before);
    bench.loseNextAnswer();
    await bench.items.write([{ put: { ...shelfKey('b'), n: 1 } }]);
    expect(basis.faults.happened).toEqual([expect.stringContaining('write-repeated@')]);
  });

  it.each(FAULT_KINDS)('fail a call by %s exactly when the list of faults says so', async (kind) => {
    const basis = new Basis({ seed: 1, rates: { [kind]: 1 } });
    basis.faults.on = true;
    const items = new Tables(basis).items('jars/Jars', JARS);
    const write = items.write([{ put: { ...shelfKey('a'), n: 1 } }]);
    const failed = await done(basis, write).then(
      () => false,
      () => true,
    );
    expect(basis.faults.happened.some((fault) => failedCall(fault, /^desk write jars/))).toBe(failed);
  });
});
