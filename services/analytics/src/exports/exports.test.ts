import { beforeAll, describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { readXlsx } from 'hucre/xlsx';
import { memoryBucket } from '../../test/memory-bucket.ts';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { csv } from '../files/write-csv.ts';
import { xlsx } from '../files/write-xlsx.ts';
import type { ReportQuery } from '../files/report-query.ts';
import type { FileFormat } from '../files/table.ts';
import { awaitExport } from './await-export.ts';
import { beginExport } from './begin-export.ts';
import { exportsStore } from './exports-store.ts';
import { writeExport } from './write-export.ts';

const ORDERS = 10;
const orders = Array.from({ length: ORDERS }, (_, i): TestOrder => ({
  id: `o${i}`,
  user: `u${i % 3}`,
  at: `2026-03-10T${String(i + 10)}:00:00.000Z`,
}));
const MARCH: ReportQuery = { report: 'orders', from: '2026-03-01', to: '2026-03-31', tz: 'Asia/Shanghai' };
const NAME = 'orders-2026-03-01-to-2026-03-31-Asia-Shanghai';
const items = memoryItems(ANALYTICS_TABLE);

/** A shop whose parts hold so few rows that a handful of orders is a long file; with a bucket and a queue of its own. */
function open({ rows = 3, format = csv }: Readonly<{ rows?: number; format?: FileFormat }> = {}) {
  const shop = analyticsOn(items);
  const { ground, clock, parts: whole } = shop;
  const bucket = memoryBucket();
  const sent: string[] = [];
  const ports = {
    exports: exportsStore(ground),
    bucket,
    parts: ((query, position) => whole(query, position, { rows, ms: 1000 })) as typeof whole,
    currency: 'CNY',
    send: (id: string) => Promise.resolve(void sent.push(id)),
    now: ground.now,
    formats: [csv, xlsx],
    format,
    pause: (ms: number) => Promise.resolve(void (clock.at += ms)),
  };
  // Each test begins exports of its own.
  clock.at += 3_600_000 * (opened += 1);
  return {
    clock,
    bucket,
    sent,
    ports,
    begin: beginExport(ports),
    write: writeExport(ports),
    wait: awaitExport(ports),
  };
}
let opened = 0;

const idOf = (begun: object): string => (begun as { exportId: string }).exportId;
const linesOf = (bytes: Uint8Array): string[] => Buffer.from(bytes).toString('utf8').trimEnd().split('\r\n');
const idsOf = (lines: readonly string[]) => lines.slice(1).map((line) => line.split(',')[0]);
const NEWEST_FIRST = orders.map(({ id }) => `ord_${id}`).toReversed();

beforeAll(async () => {
  await analyticsOn(items).book(...orders.map(happened.placed));
});

describe('a file that is asked for', () => {
  it('is the answer when it is short', async () => {
    const { begin, sent } = open({ rows: ORDERS });
    const begun = await begin(MARCH);
    if (!('bytes' in begun)) throw new Error('it is short');
    expect([begun.name, idsOf(linesOf(begun.bytes))]).toEqual([`${NAME}.csv`, NEWEST_FIRST]);
    expect(sent).toEqual([]);
  });

  it('is written first when it is long, once, and then holds every order once under the name that was asked for', async () => {
    const { begin, bucket, sent, wait, write } = open();
    const exportId = idOf(await begin(MARCH));
    expect(await begin(MARCH)).toEqual({ exportId });
    expect(sent).toEqual([exportId]);
    await write(exportId);
    const key = (await wait(exportId)) ?? '';
    expect(idsOf(linesOf(await bucket.get(key)))).toEqual(NEWEST_FIRST);
    expect(bucket.files.get(key)).toMatchObject({
      name: `${NAME}.csv`,
      contentType: 'text/csv; charset=utf-8',
    });
  });

  it('is another one for another question, format or minute', async () => {
    const { begin, clock, ports } = open();
    const ids = [
      await begin(MARCH),
      await begin({ ...MARCH, region: '上海' }),
      await begin({ ...MARCH, tz: 'Asia/Tokyo' }),
      await beginExport({ ...ports, format: xlsx })(MARCH),
    ].map(idOf);
    clock.at += 60_000;
    expect(new Set([...ids, idOf(await begin(MARCH))]).size).toBe(5);
  });

  it('is a workbook that way too', async () => {
    const { begin, bucket, wait, write } = open({ format: xlsx });
    const exportId = idOf(await begin(MARCH));
    await write(exportId);
    const { sheets } = await readXlsx(await bucket.get((await wait(exportId)) ?? ''));
    expect(sheets[0]?.rows.slice(1).map(([id]) => id)).toEqual(NEWEST_FIRST);
  });

  it('has its header when nothing matches', async () => {
    const { begin, ports } = open();
    const slow = beginExport({
      ...ports,
      parts: async (...given) => ({ ...(await ports.parts(...given)), next: '2026' }),
    });
    const begun = await begin({ ...MARCH, region: 'nowhere' });
    expect('bytes' in begun && linesOf(begun.bytes)).toHaveLength(1);
    expect(await slow({ ...MARCH, region: 'nowhere' })).toHaveProperty('exportId');
  });

  it('refuses what its report does not look at', async () => {
    const { begin } = open();
    await expect(begin({ ...MARCH, metrics: 'orders' })).rejects.toMatchObject({
      code: 'COMBINATION_SENSELESS',
    });
    await expect(begin({ report: 'cohorts', tz: 'UTC' })).rejects.toMatchObject({
      code: 'COMBINATION_SENSELESS',
    });
    await expect(begin({ report: 'summary', by: 'month' })).rejects.toMatchObject({
      code: 'COMBINATION_SENSELESS',
    });
  });
});

describe('a long file', () => {
  it('is whole wherever its workers die', async () => {
    const calls = { count: 0 };
    const dying =
      <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>, at: number) =>
      async (...args: Args): Promise<Answer> => {
        calls.count += 1;
        const turn = calls.count;
        if (turn === at) throw new Error('died before');
        const answer = await call(...args);
        if (turn === -at) throw new Error('died after');
        return answer;
      };
    let at = 0;
    do {
      at += 1;
      for (const when of [at, -at]) {
        const { begin, bucket, ports, wait, write } = open();
        const { exports, parts } = ports;
        const exportId = idOf(await begin(MARCH));
        calls.count = 0;
        const mortal = writeExport({
          ...ports,
          parts: dying(parts, when),
          bucket: {
            ...bucket,
            put: dying(bucket.put, when),
            get: dying(bucket.get, when),
            upload: dying(bucket.upload, when),
          },
          exports: { ...exports, move: dying(exports.move, when) },
        });
        await mortal(exportId).catch(() => undefined);
        await write(exportId);
        const key = (await wait(exportId)) ?? '';
        expect([when, idsOf(linesOf(await bucket.get(key)))]).toEqual([when, NEWEST_FIRST]);
      }
    } while (calls.count >= at);
    expect(at).toBeGreaterThan(15);
  });

  it('is not spoilt by two workers at once', async () => {
    const { begin, bucket, wait, write } = open();
    const exportId = idOf(await begin(MARCH));
    await Promise.all([write(exportId), write(exportId), write(exportId)]);
    await write(exportId);
    expect(idsOf(linesOf(await bucket.get((await wait(exportId)) ?? '')))).toEqual(NEWEST_FIRST);
  });

  it('is left to another worker when a run takes long, and goes on where that one was', async () => {
    const { begin, bucket, clock, ports, sent, wait } = open();
    const asked: (string | undefined)[] = [];
    const slow = writeExport({
      ...ports,
      async parts(query, position, bounds) {
        asked.push(position);
        clock.at += 130_000;
        return ports.parts(query, position, bounds);
      },
    });
    const exportId = idOf(await begin(MARCH));
    for (let run = 0; run < sent.length; run += 1) await slow(exportId);
    expect(sent.length).toBeGreaterThan(2);
    expect(new Set(asked).size).toBe(asked.length);
    expect(idsOf(linesOf(await bucket.get((await wait(exportId)) ?? '')))).toEqual(NEWEST_FIRST);
  });

  it('is waited for no longer than one call may take, and its message is sent again when nobody gets on with it', async () => {
    const { begin, clock, sent, wait, write } = open();
    const exportId = idOf(await begin(MARCH));
    const before = clock.at;
    expect(await wait(exportId)).toBeUndefined();
    expect(clock.at - before).toBe(20_000);
    expect(sent).toHaveLength(1);
    await wait(exportId);
    await wait(exportId);
    await wait(exportId);
    expect(sent).toEqual([exportId, exportId]);
    await write(exportId);
    expect(await wait(exportId)).toContain(exportId);
  });

  it('has failed when three workers gave up, and says so', async () => {
    const { begin, bucket, ports, wait } = open();
    const exportId = idOf(await begin(MARCH));
    const failing = writeExport({
      ...ports,
      bucket: { ...bucket, upload: () => Promise.reject(new Error('full')) },
    });
    for (let i = 0; i < 3; i += 1) await expect(failing(exportId)).rejects.toThrow('full');
    await expect(wait(exportId)).rejects.toMatchObject({ code: 'EXPORT_FAILED' });
    await expect(wait('exp_0')).rejects.toMatchObject({ code: 'EXPORT_UNKNOWN' });
  });
});
