import { describe, expect, it } from '@jest/globals';
import { defineEvent, type OutboxEntry } from '@cartless/domain';
import * as z from 'zod/mini';
import { erasedItem, aggregate, aggregateStore, publicationsOf, tells } from './index.ts';
import { memoryItems } from './memory/index.ts';
import { jarDeclaration, jarKey, JARS, JarUnknown } from '../test/jar.ts';

const contract = <Data>(version: number, data: z.ZodMiniType<Data>, example: Data) =>
  defineEvent({ producer: 'orders', name: 'vase-sold', version, description: 'Sold.', data, example });
const VaseSold = contract(1, z.object({ id: z.string(), to: z.string() }), { id: 'v1', to: 'Mei' });
const VaseSoldV2 = contract(2, z.object({ id: z.string() }), { id: 'v1' });

type Vase = Readonly<{ id: string; to: string; version: number }>;
const vases = aggregate<Vase, Readonly<{ type: 'sold'; at: number }>>({
  name: 'vase',
  key: jarKey,
  idOf: ({ id }) => id,
  version: 'v',
  toItem: ({ id, to }) => ({ id, to }),
  fromItem: (item) => item as Vase,
  facts: { sold: tells(VaseSold, (_, { id, to }) => ({ id, to }), VaseSoldV2) },
  sides: {},
  notFound: JarUnknown,
});

describe('a fact that is told under two versions of its contract', () => {
  it('is two events with one id, and the later one tells its part', async () => {
    const items = memoryItems(JARS);
    await aggregateStore(vases, items).create(() => ({
      state: { id: 'v1', to: 'Mei', version: 0 },
      facts: [{ type: 'sold', at: 1_700_000_000_000 }],
    }));
    const item = (await items.get(jarKey('v1')))!;
    const events = (item['outbox'] as OutboxEntry[]).map((entry) =>
      publicationsOf(vases)
        .find((one) => one.contract.type === entry.type)
        ?.event(item, entry),
    );
    expect(events).toMatchObject([
      { id: 'v1.1.vase-sold', type: 'orders.vase-sold.v1', sequence: 1, data: { id: 'v1', to: 'Mei' } },
      { id: 'v1.1.vase-sold', type: 'orders.vase-sold.v2', sequence: 1 },
    ]);
    expect(events[1]?.data).toEqual({ id: 'v1' });
    expect(item['v']).toBe(1);
  });
});

describe('a copy of an item', () => {
  it('is blanked like the item itself, and tells what it told', () => {
    const outbox = [{ type: 'orders.jar-filled.v1', s: 'j', n: 1, at: 'x' }];
    const item = {
      ...jarKey('j'),
      id: 'j',
      status: 'open',
      coins: 3,
      owner: 'Mei',
      note: 'for Mei',
      v: 1,
      outbox,
      _o: '1',
    };
    const clean = erasedItem(jarDeclaration, item, 99);
    expect(clean).toMatchObject({ ...jarKey('j'), coins: 3, owner: '-', v: 1, outbox, _o: '1', _x: 99 });
    expect(JSON.stringify(clean)).not.toContain('Mei');
  });
});
