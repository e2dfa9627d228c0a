import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DeclaredError } from '@cartless/domain';
import {
  ABSENT,
  aggregateReader,
  aggregateStore,
  Busy,
  creationOf,
  CursorInvalid,
  erased,
  type Item,
  ItemFull,
  type Items,
  KeyImpossible,
  publicationsOf,
  queryAll,
  TooMuchAtOnce,
} from '../src/index.ts';
import {
  fill,
  type Jar,
  jarDeclaration,
  jarKey,
  jarReadable,
  JarUnknown,
  nameKey,
  newJar,
  shelfKey,
} from './jar.ts';

/** A table and what can go wrong with it. */
export type Bench = Readonly<{
  items: Items;
  /** The next write happens, its answer does not arrive, and the client repeats it. */
  loseNextAnswer(): void;
  /** The next reads of several items leave so many of them out. */
  throttleNextReads(times: number): void;
}>;

/** What every store does, whatever it stands on. */
export function aggregateSuite(bench: () => Bench): void {
  let items: Items;
  let jars: ReturnType<typeof storeOf>;
  const storeOf = (on: Items) => aggregateStore(jarDeclaration, on);
  let nextId = 0;
  const fresh = (): string => `${Date.now().toString(36)}${(nextId += 1)}`;
  let id: string;
  beforeEach(() => {
    items = bench().items;
    jars = storeOf(items);
    id = fresh();
  });
  const stored = async (): Promise<Item> => (await items.get(jarKey(id), { consistent: true })) ?? {};
  const refusing =
    (error: DeclaredError) =>
    async (work: Promise<unknown>): Promise<void> =>
      await expect(work).rejects.toMatchObject({ code: error.code });

  describe('one aggregate', () => {
    it('is created once, read, and not found when it is not there', async () => {
      await refusing(JarUnknown)(jars.read(id));
      expect(await jars.find(id)).toBeUndefined();
      const made = await jars.create(() => newJar(id));
      expect(made).toMatchObject({ created: true, state: { coins: 0, version: 1 } });
      const again = await jars.create(() => newJar(id, { coins: 9 }));
      expect(again).toMatchObject({ created: false, state: { coins: 0 } });
      expect(await jars.read(id)).toEqual({
        id,
        status: 'open',
        coins: 0,
        owner: 'mei',
        version: 1,
        pk: `jar#${id}`,
        sk: 'jar',
        v: 1,
      });
    });

    it('is read as it stands by whoever knows nothing of its changes', async () => {
      const reader = aggregateReader(jarReadable, items);
      await refusing(JarUnknown)(reader.read(id));
      expect(await reader.find(id)).toBeUndefined();
      await jars.create(() => newJar(id));
      await jars.change(id, fill(2));
      expect(await reader.read(id)).toEqual(await jars.read(id));
      expect(reader.decode(await stored())).toMatchObject({ coins: 2, version: 2 });
      expect([...(await reader.readMany([id, fresh()], { consistent: true })).keys()]).toEqual([id]);
    });

    it('changes under its version, whoever else is writing', async () => {
      await jars.create(() => newJar(id));
      await Promise.all(Array.from({ length: 5 }, () => storeOf(items).change(id, fill(1))));
      expect(await jars.read(id)).toMatchObject({ coins: 5, version: 6 });
    });

    it('is not written when the rule changes nothing or throws', async () => {
      await jars.create(() => newJar(id));
      expect(await jars.change(id, () => undefined)).toMatchObject({ version: 1 });
      await expect(
        jars.change(id, () => {
          throw new RangeError('no');
        }),
      ).rejects.toThrow(RangeError);
      expect(await jars.read(id)).toMatchObject({ version: 1 });
    });

    it('decides again about what is there after somebody else was first', async () => {
      await jars.create(() => newJar(id));
      const seen: number[] = [];
      const known = await jars.read(id);
      await storeOf(items).change(id, fill(10));
      await jars.change(
        id,
        (jar) => {
          seen.push(jar.coins);
          return fill(1)(jar);
        },
        { known },
      );
      expect(seen).toEqual([0, 10]);
      expect(await jars.read(id)).toMatchObject({ coins: 11 });
    });

    it('gives up with BUSY when others are first at every try', async () => {
      await jars.create(() => newJar(id));
      const racing: Items = {
        ...items,
        async write(writes, writeId) {
          await storeOf(items).change(id, fill(1));
          return items.write(writes, writeId);
        },
      };
      await refusing(Busy)(storeOf(racing).change(id, fill(100)));
    });
  });

  describe('a lost answer', () => {
    it('to a change is recognised, and the rule is not asked again', async () => {
      await jars.create(() => newJar(id));
      let asked = 0;
      bench().loseNextAnswer();
      const after = await jars.change(id, (jar) => {
        asked += 1;
        return fill(500)(jar);
      });
      expect([asked, after.coins, (await jars.read(id)).coins]).toEqual([1, 500, 500]);
    });

    it('to a change is recognised although others have written since', async () => {
      await jars.create(() => newJar(id));
      let first = true;
      const late: Items = {
        ...items,
        async write(writes, writeId) {
          const answer = await items.write(writes, writeId);
          if (!first) return answer;
          first = false;
          await storeOf(items).change(id, fill(1));
          await storeOf(items).change(id, fill(1));
          return items.write(writes, writeId);
        },
      };
      await storeOf(late).change(id, fill(500));
      expect(await jars.read(id)).toMatchObject({ coins: 502 });
    });

    it('to a change with sides is recognised; nothing beside it happens twice', async () => {
      await jars.create(() => newJar(id));
      bench().loseNextAnswer();
      await jars.change(id, (jar) => ({ ...fill(1)(jar), also: [{ type: 'release', shelf: id, units: 3 }] }));
      expect(await jars.read(id)).toMatchObject({ coins: 1 });
      expect(await items.get(shelfKey(id), { consistent: true })).toMatchObject({ units: 3 });
    });

    it('to a creation is recognised as our own', async () => {
      bench().loseNextAnswer();
      expect(await jars.create(() => newJar(id))).toMatchObject({ created: true });
      id = fresh();
      bench().loseNextAnswer();
      const also = [{ type: 'claim-name', name: id }] as const;
      expect(await jars.create(() => ({ ...newJar(id), also }))).toMatchObject({ created: true });
    });

    it('to a counter does not count twice', async () => {
      const update = shelfKey(id);
      bench().loseNextAnswer();
      expect(await items.write([{ update, add: { units: 5 } }])).toMatchObject({
        ok: true,
        item: { units: 5 },
      });
      bench().loseNextAnswer();
      const more = { update, add: { units: -1 }, when: { units: { gte: 1 } } };
      expect(await items.write([more])).toMatchObject({ ok: true, item: { units: 4 } });
    });

    it('to a write that takes effect once is a success', async () => {
      bench().loseNextAnswer();
      const put = { ...shelfKey(id), units: 1 };
      expect(await items.write([{ put, when: { pk: ABSENT } }])).toMatchObject({ ok: true });
      bench().loseNextAnswer();
      const used = { update: shelfKey(id), set: { used: true }, when: { used: ABSENT } };
      expect(await items.write([used])).toMatchObject({ ok: true, item: { used: true } });
      expect(await items.write([used])).toMatchObject({
        ok: false,
        refusals: [{ index: 0, item: { used: true } }],
      });
    });
  });

  describe('what is written beside it', () => {
    it('is written with it or not at all', async () => {
      const claim = (name: string) => [{ type: 'claim-name', name }] as const;
      await jars.create(() => ({ ...newJar(id), also: claim(id) }));
      const other = fresh();
      const refused: unknown[] = [];
      const taken = jars.create(() => ({ ...newJar(other), also: claim(id) }), {
        onRefusal: (sides) => {
          refused.push(...sides);
          throw new RangeError('taken');
        },
      });
      await expect(taken).rejects.toThrow('taken');
      expect(refused).toMatchObject([{ side: { name: id }, item: { id } }]);
      expect(await jars.find(other)).toBeUndefined();
    });

    it('is decided again when it was refused', async () => {
      await items.write([{ put: { ...nameKey(`${id}-0`), id: 'somebody' } }]);
      await jars.create(() => newJar(id));
      let tries = 0;
      await jars.change(id, (jar) => ({
        state: jar,
        also: [{ type: 'claim-name', name: `${id}-${tries++}` }],
      }));
      expect(await items.get(nameKey(`${id}-1`), { consistent: true })).toMatchObject({ id });
    });

    it('is put together where it concerns one item', async () => {
      await jars.create(() => newJar(id));
      const release = (units: number) => ({ type: 'release', shelf: id, units }) as const;
      await jars.change(id, (jar) => ({ state: jar, also: [release(2), release(3)] }));
      expect(await items.get(shelfKey(id), { consistent: true })).toMatchObject({ units: 5 });
    });

    it('can be another aggregate', async () => {
      const other = fresh();
      const written = await items.write([
        { put: { ...shelfKey(id), units: 1 } },
        ...creationOf(jarDeclaration, newJar(other)),
      ]);
      expect(written).toEqual({ ok: true });
      expect(await jars.read(other)).toMatchObject({ version: 1 });
      expect(await items.write(creationOf(jarDeclaration, newJar(other)))).toMatchObject({ ok: false });
    });
  });

  describe('limits', () => {
    it('refuse what the database would refuse, and nothing is written', async () => {
      await jars.create(() => newJar(id));
      const also = Array.from(
        { length: 100 },
        (_, i) => ({ type: 'release', shelf: `${id}${i}`, units: 1 }) as const,
      );
      await refusing(TooMuchAtOnce)(jars.change(id, (jar) => ({ state: jar, also })));
      await refusing(ItemFull)(jars.change(id, (jar) => ({ state: { ...jar, note: 'x'.repeat(410_000) } })));
      expect(await jars.read(id)).toMatchObject({ version: 1 });
    });

    it('of keys: what cannot be a key is not there, is not found, and cannot be written', async () => {
      const long = { hash: 'x'.repeat(2049), sort: 'y'.repeat(1025) };
      const impossible = [
        { pk: long.hash, sk: 'jar' },
        { pk: id, sk: long.sort },
        { pk: '', sk: 'jar' },
        { pk: id, sk: '' },
      ];
      for (const key of impossible) {
        expect(await items.get(key)).toBeUndefined();
        await refusing(KeyImpossible)(items.write([{ put: key }]));
        await refusing(KeyImpossible)(items.write([{ update: key, add: { coins: 1 } }]));
      }
      expect(await items.getMany([...impossible, jarKey(id)])).toEqual([]);
      await refusing(KeyImpossible)(items.write([{ put: { ...jarKey(id), owner: '', coins: 1 } }]));
      await refusing(KeyImpossible)(items.write([{ put: { ...jarKey(id), owner: 'x', coins: 0.5 } }]));
      const nothing = { items: [], looked: 0 };
      for (const query of [
        { hash: '' },
        { hash: long.hash },
        { hash: id, range: { beginsWith: long.sort } },
        { hash: id, range: { from: 'b', to: 'a' } },
      ]) {
        expect(await items.query(query)).toMatchObject(nothing);
      }
    });
  });

  describe('many items at once', () => {
    it('are put, each in the place of what is there', async () => {
      const keys = Array.from({ length: 60 }, () => shelfKey(randomUUID()));
      await items.write([{ put: { ...keys[7], n: -1, old: true } }]);
      await items.putMany(keys.map((key, n) => ({ ...key, n, gone: undefined })));
      const found = await items.getMany(keys);
      expect(found.map(({ n }) => Number(n)).toSorted((a, b) => a - b)).toEqual(keys.map((_, n) => n));
      expect(found.find(({ n }) => n === 7)).toEqual({ ...keys[7], n: 7 });
    });

    it('are refused when one of them is too large, before any is put', async () => {
      const [small, large] = [shelfKey(randomUUID()), shelfKey(randomUUID())];
      await refusing(ItemFull)(items.putMany([small, { ...large, text: 'x'.repeat(410_000) }]));
      expect(await items.get(small)).toBeUndefined();
    });
  });

  describe('its events', () => {
    const [publication] = publicationsOf(jarDeclaration);
    const events = (item: Item) =>
      (item['outbox'] as { type: string }[]).map((entry) => publication?.event(item, entry as never));

    it('wait in the item of the write, each with a version of its own', async () => {
      await jars.create(() => newJar(id));
      expect(await stored()).not.toHaveProperty('outbox');
      await jars.change(id, (jar) => ({
        state: { ...jar, status: 'broken', brokenBy: 'the cat', coins: 2 },
        facts: [
          { type: 'filled', at: 1_700_000_000_000, coins: 2 },
          { type: 'broken', at: 1_700_000_000_000, by: 'the cat' },
        ],
      }));
      expect(await jars.read(id)).toMatchObject({ version: 3 });
      expect(events(await stored())).toMatchObject([
        { type: 'orders.jar-filled.v1', subject: id, sequence: 2, data: { jarId: id, coins: 2 } },
        {
          type: 'orders.jar-broken.v1',
          subject: id,
          sequence: 3,
          data: { jarId: id, by: 'the cat', coins: 2 },
        },
      ]);
      expect(await stored()).toMatchObject({ _o: '1' });
    });

    it('are gone from the item with the next write that tells nothing', async () => {
      await jars.create(() => newJar(id));
      await jars.change(id, fill(1));
      await jars.change(id, (jar) => ({ state: { ...jar, note: 'x' } }));
      expect(Object.keys(await stored())).not.toEqual(expect.arrayContaining(['outbox']));
      expect(Object.keys(await stored())).not.toEqual(expect.arrayContaining(['_o']));
    });

    it('are refused at the write when they could not be published', async () => {
      await jars.create(() => newJar(id));
      await expect(jars.change(id, fill(-1))).rejects.toThrow('cannot be published');
      const far = { ...(await jars.read(id)), version: 10 ** 10 };
      await expect(jars.change(id, fill(1), { known: far })).rejects.toThrow('cannot be published');
      expect(await jars.read(id)).toMatchObject({ version: 1, coins: 0 });
    });
  });

  describe('erasure', () => {
    it('goes by the declaration and its mark, not by a value that somebody can type', async () => {
      await jars.create(() => newJar(id, { owner: '-', note: 'mine' }));
      const erase = (jar: Jar) => {
        const state = erased(jarDeclaration, jar, 1_700_000_000_000);
        return state && { state };
      };
      expect(await jars.change(id, erase)).not.toHaveProperty('note');
      const after = await jars.read(id);
      expect(after).toMatchObject({ owner: '-', erasedAt: 1_700_000_000_000, version: 2 });
      expect(await jars.change(id, erase)).toMatchObject({ version: 2 });
    });

    it('holds for what is written afterwards', async () => {
      await jars.create(() => newJar(id));
      await jars.change(id, (jar) => ({ state: erased(jarDeclaration, jar, 1_700_000_000_000) ?? jar }));
      const after = await jars.change(id, (jar) => ({ state: { ...jar, note: 'of Mei Lin', owner: 'mei' } }));
      expect(after).toMatchObject({ owner: '-', erasedAt: 1_700_000_000_000 });
      expect(JSON.stringify(await stored())).not.toContain('Mei Lin');
    });
  });

  describe('reading many', () => {
    it('reads more than one request takes, each once, and leaves out only what is not there', async () => {
      const ids = Array.from({ length: 130 }, () => fresh());
      await Promise.all(ids.map((one) => jars.create(() => newJar(one))));
      const found = await jars.readMany([...ids, ...ids, 'nobody'], { consistent: true });
      expect([...found.keys()].toSorted()).toEqual(ids.toSorted());
    });

    it('asks again for what the database left out', async () => {
      const ids = [fresh(), fresh(), fresh()];
      await Promise.all(ids.map((one) => jars.create(() => newJar(one))));
      bench().throttleNextReads(3);
      const found = await jars.readMany(ids, { consistent: true });
      expect([...found.keys()].toSorted()).toEqual(ids.toSorted());
    });

    it('says BUSY, and not that nothing is there, when the database stays too busy', async () => {
      await jars.create(() => newJar(id));
      bench().throttleNextReads(100);
      await refusing(Busy)(jars.readMany([id], { consistent: true }));
      bench().throttleNextReads(0);
    });
  });

  describe('paging', () => {
    const page = (index: string, hash: string, more: object = {}) =>
      jars.page({ index, hash, limit: 2, ...more });
    const owner = () => `owner ${id}`;
    beforeEach(async () => {
      const coins = [1, 2, 3, 3, 5];
      await Promise.all(
        coins.map((n) =>
          jars.create(() => newJar(fresh(), { owner: owner(), coins: n, note: n > 2 ? 'much' : 'little' })),
        ),
      );
    });

    it('reads every item once, in order, forwards and backwards, with a range', async () => {
      const seen: number[] = [];
      let cursor: string | null | undefined;
      do {
        const found = await page('by-owner', owner(), { backward: true, cursor: cursor ?? undefined });
        seen.push(...found.items.map((jar) => jar.coins));
        cursor = found.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual([5, 3, 3, 2, 1]);
      const range = await page('by-owner', owner(), { limit: 10, range: { from: 2, to: 3 } });
      expect(range.items.map((jar) => jar.coins)).toEqual([2, 3, 3]);
    });

    it('has no empty page behind the last one', async () => {
      const first = await page('by-owner', owner(), { limit: 3 });
      const last = await page('by-owner', owner(), { cursor: first.nextCursor ?? undefined });
      expect([first.items.length, last.items.length, last.nextCursor]).toEqual([3, 2, null]);
    });

    it('reads the items behind an index that holds keys alone', async () => {
      const found = await jars.page({ index: 'by-status', hash: 'open', limit: 100 });
      expect(found.items.length).toBeGreaterThanOrEqual(5);
      expect(found.items.every((jar) => typeof jar.owner === 'string')).toBe(true);
    });

    it('fills a page that a filter thins out', async () => {
      const found = await page('by-owner', owner(), { filter: { note: 'much' }, queries: 5 });
      expect(found.items.map((jar) => jar.coins)).toEqual([3, 3]);
      const thin = await page('by-owner', owner(), { filter: { note: 'much' }, limit: 1 });
      expect(thin.items).toEqual([]);
      await expect(page('by-owner', owner(), { filter: { coins: 3 } })).rejects.toThrow(/key/);
    });

    it('refuses a cursor that is not of this list', async () => {
      const { nextCursor } = await page('by-owner', owner());
      await refusing(CursorInvalid)(page('by-owner', 'somebody else', { cursor: nextCursor }));
      await refusing(CursorInvalid)(page('by-status', 'open', { cursor: nextCursor }));
      const position = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString()) as object;
      const wrong = [
        { ...position, coins: 'x' },
        { ...position, pk: 1 },
        { ...position, pk: '' },
        { ...position, coins: 2 ** 60 },
        { ...position, coins: 1e-200 },
        [],
        null,
        'x',
      ];
      for (const value of wrong) {
        const cursor = Buffer.from(JSON.stringify(value)).toString('base64url');
        await refusing(CursorInvalid)(page('by-owner', owner(), { cursor }));
      }
      await refusing(CursorInvalid)(page('by-owner', owner(), { cursor: 'not a cursor' }));
      // The list is the same, and what is asked for of it has ended before.
      const range = { from: 3, to: 5 };
      await refusing(CursorInvalid)(page('by-owner', owner(), { cursor: nextCursor, range }));
    });

    it('says how many it looked at, also of what a filter left out', async () => {
      const filter = { note: 'much' };
      const found = await items.query({ index: 'by-owner', hash: owner(), filter });
      expect(found).toMatchObject({ looked: 5, next: undefined });
      expect(found.items).toHaveLength(3);
    });

    it('answers only what is asked for of each item', async () => {
      const query = { index: 'by-owner', hash: owner(), only: ['coins'] };
      expect((await items.query(query)).items).toEqual([1, 2, 3, 3, 5].map((coins) => ({ coins })));
    });

    it('goes through all pages of a query', async () => {
      const all: Item[] = [];
      for await (const item of queryAll(items, { index: 'by-owner', hash: owner(), limit: 2 }))
        all.push(item);
      expect(all.map(({ coins }) => coins)).toEqual([1, 2, 3, 3, 5]);
    });
  });

  describe('conditions', () => {
    it.each([
      [{ n: 3 }, true],
      [{ n: 4 }, false],
      [{ n: { lt: 4, gt: 2 } }, true],
      [{ n: { lte: 3, gte: 3 } }, true],
      [{ n: { lt: 3 } }, false],
      [{ n: { gt: 'a' } }, false],
      [{ text: 'x', n: 3 }, true],
      [{ text: { not: 'x' } }, false],
      [{ none: { not: 'x' } }, true],
      [{ none: { exists: false } }, true],
      [{ none: { exists: true } }, false],
      [{ none: { lt: 5 } }, false],
      [{ list: { has: 'a' } }, true],
      [{ list: { has: ['a', 'b'] } }, true],
      [{ list: { has: ['a', 'c'] } }, false],
      [{ text: { beginsWith: 'x' } }, true],
      [{ text: { beginsWith: 'xy' } }, false],
      [{ n: { beginsWith: '3' } }, false],
      [{ none: { beginsWith: 'x' } }, false],
      [{ list: { lacks: 'a' } }, false],
      [{ none: { lacks: 'a' } }, true],
      [[{ n: 4 }, { text: 'x' }], true],
      [[{ n: 4 }, { text: 'y' }], false],
    ])('%j is %s', async (when, expected) => {
      await items.write([{ put: { ...shelfKey(id), n: 3, text: 'x', list: ['a', 'b'] } }]);
      const outcome = await items.write([{ check: shelfKey(id), when: when as never }]);
      expect(outcome.ok).toBe(expected);
    });

    it('of a deletion and of a missing item are answers', async () => {
      const gone = await items.write([{ delete: shelfKey(id), when: { n: 1 } }]);
      expect(gone).toEqual({ ok: false, refusals: [{ index: 0, item: undefined }] });
      await items.write([{ put: { ...shelfKey(id), n: 1, gone: undefined } }]);
      expect(await items.write([{ delete: shelfKey(id), when: { n: 1 } }])).toEqual({ ok: true });
      expect(await items.get(shelfKey(id), { consistent: true })).toBeUndefined();
    });

    it('let sets grow by union and shrink, and a set that is empty is gone', async () => {
      const stored = async () => (await items.get(shelfKey(id), { consistent: true }))?.['texts'];
      const update = shelfKey(id);
      await items.write([{ update, add: { texts: new Set(['a', 'b']) } }]);
      const grown = await items.write([{ update, add: { texts: new Set(['b', 'c']) } }]);
      expect(grown).toMatchObject({ ok: true, item: { texts: new Set(['a', 'b', 'c']) } });
      const refused = { update, take: { texts: new Set(['a']) }, when: { level: { gte: 1 } } };
      expect(await items.write([refused])).toMatchObject({ ok: false });
      await items.write([{ update, take: { texts: new Set(['a', 'x']) }, set: { level: 1 } }]);
      expect(await stored()).toEqual(new Set(['b', 'c']));
      await items.write([{ update, take: { texts: new Set(['b', 'c']) } }]);
      expect(await stored()).toBeUndefined();
    });

    it('leave an update that sets, sets once, adds and removes whole', async () => {
      await items.write([{ put: { ...shelfKey(id), a: 1, b: 2 } }]);
      const once = { a: 9, d: 1 };
      await items.write([{ update: shelfKey(id), set: { e: 5 }, once, add: { c: 2 }, remove: ['b'] }]);
      const only = ['a', 'b', 'c', 'd', 'e'];
      expect(await items.get(shelfKey(id), { consistent: true, only })).toEqual({ a: 1, c: 2, d: 1, e: 5 });
    });
  });
}
