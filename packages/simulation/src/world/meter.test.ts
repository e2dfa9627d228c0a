import { memoryItems } from '@cartless/aggregate/memory';
import type { Table } from '@cartless/aggregate';
import { describe, expect, it } from '@jest/globals';
import type { DeployedFunction } from '../build/deployment.ts';
import { Meter, metered } from './meter.ts';
import { type Invocation, within } from './running.ts';

const TABLE = {
  key: { pk: 'S' },
  indexes: {
    newest: { key: { u: 'S', at: 'N' }, holds: 'all' },
    due: { key: { dq: 'S', due: 'N' }, holds: 'keys' },
  },
} as const satisfies Table;
const FN = { service: 'orders', name: 'placeOrder', memoryMegabytes: 512 } as DeployedFunction;
const LONG = 'x'.repeat(1500);

describe('the meter of the simulation', () => {
  const count = async (work: (items: ReturnType<typeof metered>) => Promise<unknown>) => {
    const meter = new Meter(1);
    const items = metered(memoryItems(TABLE), meter);
    await items.write([{ put: { pk: 'a', u: 'mei', at: 1 } }, { put: { pk: 'long', text: LONG } }]);
    await within({ fn: FN } as Invocation, () => work(items));
    return meter.take().get('orders placeOrder');
  };

  it('counts a kilobyte of the larger of before and after, and twice that in a transaction', async () => {
    expect(await count((items) => items.write([{ put: { pk: 'b' } }]))).toMatchObject({ writeUnits: 1 });
    expect(
      await count((items) => items.write([{ put: { pk: 'b' } }, { put: { pk: 'c', text: LONG } }])),
    ).toMatchObject({
      writeUnits: 6,
    });
    expect(await count((items) => items.write([{ put: { pk: 'long' } }]))).toMatchObject({ writeUnits: 2 });
    expect(await count((items) => items.write([{ delete: { pk: 'long' } }]))).toMatchObject({
      writeUnits: 2,
    });
  });

  it('counts conditions and refused writes, which are paid like writes', async () => {
    const check = { check: { pk: 'a' }, when: { u: 'mei' } };
    expect(await count((items) => items.write([check, { put: { pk: 'b' } }]))).toMatchObject({
      writeUnits: 4,
    });
    const refused = { put: { pk: 'a' }, when: { pk: { exists: false } } };
    expect(await count((items) => items.write([refused]))).toMatchObject({ writeUnits: 1 });
  });

  it('counts an entry of an index when it comes, goes, moves or changes', async () => {
    const indexUnits = async (set: object, remove: readonly string[] = []) =>
      (await count((items) => items.write([{ update: { pk: 'a' }, set: { ...set }, remove }])))
        ?.indexWriteUnits;
    expect(await indexUnits({ dq: '0', due: 1 })).toBe(2);
    expect(await indexUnits({}, ['u'])).toBe(1);
    expect(await indexUnits({ at: 2 })).toBe(2);
    expect(await indexUnits({ note: 'changed' })).toBe(1);
    expect(await indexUnits({ note: LONG })).toBe(2);
    expect(await indexUnits({ at: 1 })).toBe(0);
  });

  it('counts what was read, half of it when it may be old', async () => {
    expect(await count((items) => items.get({ pk: 'a' }))).toMatchObject({
      readUnits: 0.5,
      tableRequests: 1,
    });
    expect(await count((items) => items.get({ pk: 'none' }, { consistent: true }))).toMatchObject({
      readUnits: 1,
    });
    expect(await count((items) => items.getMany([{ pk: 'a' }, { pk: 'long' }]))).toMatchObject({
      readUnits: 1,
    });
    expect(await count((items) => items.query({ index: 'newest', hash: 'mei' }))).toMatchObject({
      readUnits: 0.5,
    });
  });

  it('counts nothing of what no function asked', async () => {
    const meter = new Meter(1);
    await metered(memoryItems(TABLE), meter).get({ pk: 'a' });
    expect([...meter.take()]).toEqual([]);
  });
});
