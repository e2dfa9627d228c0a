import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { ANALYTICS_TABLE } from '../../services/analytics/src/analytics-table.ts';
import { archiveStore } from '../../services/analytics/src/facts/archive-store.ts';
import type { Fact } from '../../services/analytics/src/facts/fact.ts';
import { archivedEvents } from './archived-events.ts';
import { exportedChanges } from './export-files.ts';

describe('what is older than a stream', () => {
  it('is what incremental exports tell', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'incremental-'));
    const lines = [
      {
        Metadata: { WriteTimestampMicros: { N: '1795687200000000' } },
        Keys: { id: { S: 'a' } },
        OldImage: { id: { S: 'a' }, n: { N: '1' } },
        NewImage: { id: { S: 'a' }, n: { N: '2' } },
      },
      { Metadata: { WriteTimestampMicros: { N: '1795687201000000' } }, Keys: { id: { S: 'b' } } },
    ];
    writeFileSync(
      join(folder, 'part.json.gz'),
      gzipSync(lines.map((line) => JSON.stringify(line)).join('\n')),
    );
    const changes = [];
    for await (const change of exportedChanges(folder)) changes.push(change);
    expect(changes).toEqual([
      {
        key: { id: 'a' },
        at: '2026-11-26T10:00:00.000Z',
        order: 1_795_687_200_000_000n,
        before: { id: 'a', n: 1 },
        after: { id: 'a', n: 2 },
      },
      {
        key: { id: 'b' },
        at: '2026-11-26T10:00:01.000Z',
        order: 1_795_687_201_000_000n,
        before: undefined,
        after: undefined,
      },
    ]);
    rmSync(folder, { recursive: true });
  });

  it('is what analytics has heard of something since', async () => {
    const items = memoryItems(ANALYTICS_TABLE);
    const hear = async (time: string, ...ids: string[]): Promise<void> => {
      const archive = archiveStore({ items, now: () => new Date(time) });
      const facts = ids.map((id): Fact => ({ id, kind: 'registered', buyer: 'somebody', at: time }));
      await items.write(await archive.keeping(facts));
    };
    await hear('2026-11-26T09:00:00Z', 'ord_early.1.order-placed');
    await hear('2026-11-26T11:00:00Z', 'ord_1.3.order-paid', 'shp_1.2.shipment-delivered');
    await hear('2026-11-27T11:00:00Z', 'ord_1.4.order-completed');
    const found = [];
    for await (const event of archivedEvents(items, 'ord_', '2026-11-26T10:00:00.000Z')) found.push(event);
    expect(found).toEqual([
      { id: 'ord_1.3.order-paid', subject: 'ord_1', version: 3 },
      { id: 'ord_1.4.order-completed', subject: 'ord_1', version: 4 },
    ]);
  });
});
