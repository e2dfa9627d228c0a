import { beforeEach, describe, expect, it } from '@jest/globals';
import { aggregateStore, erased, type Item, type Store } from '../index.ts';
import { memoryItems, type MemoryItems } from '../memory/index.ts';
import { OUTBOX_MARK } from '../own-attributes.ts';
import {
  fill,
  type Jar,
  jarDeclaration,
  type JarFact,
  jarKey,
  JARS,
  type JarSide,
  newJar,
} from '../../test/jar.ts';
import { changeLog, type LoggedChange } from './change-log.ts';
import { EPOCH, restorable, type RestoringRules } from './restorable.ts';
import { type Restoring, restoreTable } from './restore-table.ts';

/** What was said outside, and is not taken back. */
const slip = { pk: 'slip#1', sk: 'slip' };

const RULES: RestoringRules = {
  table: JARS,
  aggregates: [restorable(jarDeclaration, { isOf: ({ sk }) => sk === 'jar', standing: () => ['counted'] })],
  stays: ({ sk }) => sk === 'slip',
  numbers: {
    isOf: ({ pk }) => pk === 'numbers',
    goOnAfter: ({ pk, sk }) => ({ pk, sk: String(Number(sk) + 100) }),
  },
};
const NOW = new Date('2026-11-27T12:00:00Z');

describe('restoring a table', () => {
  let items: MemoryItems;
  let jars: Store<Jar, JarFact, JarSide>;
  let changes: LoggedChange[];
  let minute: number;

  const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 27, 10, minutes)).toISOString();
  const coinsOf = async (id: string) => (await jars.find(id))?.coins;
  const itemOf = (id: string) => items.get(jarKey(id));

  /** A table that tells what changes in it. */
  const openTable = (): MemoryItems => {
    const table = memoryItems(JARS, () => NOW);
    table.watch(({ before, after }) => {
      const { pk, sk } = (after ?? before) as { pk: string; sk: string };
      changes.push({ key: { pk, sk }, at: at(minute), order: BigInt(changes.length), before, after });
    });
    return table;
  };

  const restore = async (more: Partial<Restoring> = {}) =>
    restoreTable({
      rules: RULES,
      items,
      log: await changeLog(JARS, changes.toReversed()),
      isComplete: true,
      toldSince: at(-60),
      now: NOW,
      write: true,
      ...more,
    });

  const asStored = (all: readonly Item[]) =>
    all.toSorted((a, b) => String(a['pk']).localeCompare(String(b['pk'])));

  beforeEach(async () => {
    changes = [];
    minute = 0;
    items = openTable();
    jars = aggregateStore(jarDeclaration, items);
    await jars.create(() => newJar('a'));
    await jars.change('a', fill(1));
    await jars.create(() => newJar('gone'));
  });

  it('makes a table that is lost what it was last, from a copy and what changed since', async () => {
    const base = items.all();
    changes = [];
    minute = 10;
    await jars.change('a', fill(2));
    await jars.create(() => newJar('b', { owner: 'lin' }));
    await items.write([{ delete: jarKey('gone') }]);
    const before = items.all();

    const log = await changeLog(JARS, changes.toReversed());
    items = memoryItems(JARS, () => NOW);
    const restored = await restore({ base, log, toldSince: '' });

    expect(asStored(items.all())).toEqual(asStored(before));
    expect(restored).toMatchObject({ put: 2, raised: 0, leftOut: [], changing: [] });
  });

  it('writes nothing of what is as it was', async () => {
    const before = changes.length;
    expect(await restore({ base: items.all() })).toMatchObject({ put: 0, removed: 0, raised: 0 });
    expect(changes).toHaveLength(before);
  });

  it('only says what it would do when it is not asked to write', async () => {
    minute = 10;
    await jars.change('a', fill(2));
    expect(await restore({ until: at(5), write: false })).toMatchObject({ put: 1 });
    expect(await coinsOf('a')).toBe(3);
  });

  it('leaves out what changed from a moment on, and goes on above all versions that were told', async () => {
    minute = 10;
    await jars.change('a', fill(2));
    await jars.change('a', fill(4));
    await jars.create(() => newJar('b'));
    await jars.change('b', fill(9));

    const { leftOut, raised, removed } = await restore({ until: at(5) });

    expect(await coinsOf('a')).toBe(1);
    expect(await jars.find('b')).toBeUndefined();
    expect({ raised, removed }).toEqual({ raised: 1, removed: 1 });
    expect((await jars.read('a')).version).toBeGreaterThan(EPOCH);
    expect(leftOut.toSorted((one, other) => one.told.length - other.told.length).toReversed()).toEqual([
      {
        key: jarKey('a'),
        kind: 'jar',
        outcome: 'put back',
        told: ['a.3 orders.jar-filled.v1', 'a.4 orders.jar-filled.v1'],
      },
      { key: jarKey('b'), kind: 'jar', outcome: 'removed', told: ['b.2 orders.jar-filled.v1'] },
    ]);
  });

  it('tells how things stand once more, under a version that nobody has heard', async () => {
    minute = 10;
    await jars.change('a', fill(2));
    await restore({ until: at(5) });
    const { outbox } = (await itemOf('a')) as { outbox: object[] };
    expect(outbox.at(-1)).toMatchObject({ type: 'orders.jar-counted.v1', s: 'a', n: EPOCH + 1 });
  });

  it('goes on in the next epoch when it is done again', async () => {
    minute = 10;
    await jars.change('a', fill(2));
    await restore({ until: at(5) });
    minute = 20;
    await jars.change('a', fill(7));
    await restore({ until: at(15), of: ({ pk }) => pk === 'jar#a' });
    expect(await jars.read('a')).toMatchObject({ coins: 1, version: 2 * EPOCH + 1 });
  });

  it('is about some items only, when it is asked so', async () => {
    await jars.create(() => newJar('b'));
    minute = 10;
    await jars.change('a', fill(2));
    await jars.change('b', fill(2));
    await restore({ until: at(5), of: ({ pk }) => pk === 'jar#b' });
    expect([await coinsOf('a'), await coinsOf('b')]).toEqual([3, 0]);
  });

  it('takes nothing back that was said outside', async () => {
    minute = 10;
    await items.putMany([{ ...slip, number: 1 }]);
    await restore({ until: at(5) });
    expect(await items.get(slip)).toMatchObject({ number: 1 });
  });

  it('brings back what was said outside when somebody deleted it', async () => {
    minute = 10;
    await items.putMany([{ ...slip, number: 1 }]);
    await items.write([{ delete: slip }]);
    await restore({ until: at(5) });
    expect(await items.get(slip)).toMatchObject({ number: 1 });
  });

  it('makes nobody known again who was erased', async () => {
    minute = 10;
    await jars.change('a', fill(2));
    await jars.change('a', (jar) => {
      const state = erased(jarDeclaration, jar, at(10));
      return state && { state };
    });
    await jars.change('a', fill(5));
    await restore({ until: at(5) });
    expect(await jars.read('a')).toMatchObject({ owner: '-', coins: 3 });
  });

  it('goes on in another epoch with all of which it does not know whether they went on', async () => {
    const base = items.all();
    items = memoryItems(JARS, () => NOW);
    jars = aggregateStore(jarDeclaration, items);
    const { raised } = await restore({ base, log: new Map(), isComplete: false });
    expect(raised).toBe(2);
    expect((await jars.read('a')).version).toBe(EPOCH + 1);
  });

  it('says which versions are known, so that what others know beyond them can be found', async () => {
    const base = items.all();
    minute = 10;
    await jars.change('a', fill(2));
    await jars.create(() => newJar('b'));
    const known = new Map<string, number>();
    await restore({ base, until: at(5), known: (subject, version) => known.set(subject, version) });
    expect(Object.fromEntries(known)).toEqual({ a: 2, gone: 1 });
  });

  it('leaves numbers out that may have been given out, where nobody knows how far they had come', async () => {
    await items.putMany(['001', '007', '003'].map((sk) => ({ pk: 'numbers', sk })));
    const base = items.all();
    await restore({ base });
    expect(await items.get({ pk: 'numbers', sk: '107' })).toBeUndefined();
    await restore({ base, log: new Map(), isComplete: false });
    expect(await items.get({ pk: 'numbers', sk: '107' })).toBeDefined();
    expect(items.all().filter(({ pk }) => pk === 'numbers')).toHaveLength(4);
  });

  it('has the relay tell what was told lately, and not what was told long ago', async () => {
    const base = items.all();
    items = memoryItems(JARS, () => NOW);
    const lately = new Date(1_600_000_000_000).toISOString();
    await restore({ base, log: new Map(), toldSince: lately });
    expect((await itemOf('a'))?.[OUTBOX_MARK]).toBe('1');
    items = memoryItems(JARS, () => NOW);
    await restore({ base, log: new Map(), toldSince: at(0) });
    expect((await itemOf('a'))?.[OUTBOX_MARK]).toBeUndefined();
  });

  it('writes nothing while somebody else does', async () => {
    const log = await changeLog(JARS, changes);
    minute = 10;
    await jars.change('a', fill(2));
    const { changing } = await restore({ log });
    expect(changing).toEqual([jarKey('a')]);
    expect(await coinsOf('a')).toBe(3);
  });
});
