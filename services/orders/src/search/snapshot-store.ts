import { ABSENT, type Items } from '@cartless/aggregate';
import { searchChunkKey, searchHeadKey } from '../orders-table.ts';
import { packed, unpacked } from './packed-index.ts';
import type { SearchIndex } from './search-index.ts';

/** Another one is due whenever words are cut otherwise or fields change; each release reads snapshots of its own format. */
export const FORMAT = 2;
/** What one item holds, well under the limit of 400 KB. */
const CHUNK_BYTES = 300_000;
/** Chunks vanish so long after they were written; a snapshot is written anew every day. */
const KEPT_SECONDS = 7 * 86_400;
/** An item of 300 write units every so often keeps clear of what a new table takes at once. */
const PAUSE_MS = 200;

/** Which snapshot is the newest. */
export type Head = Readonly<{
  snapshot: string;
  chunks: number;
  products: number;
  /** All changes before this moment are in it. */
  at: number;
}>;

/** The newest snapshot of a format that this code reads. */
export async function readHead(items: Items): Promise<Head | undefined> {
  const item = await items.get(searchHeadKey(FORMAT));
  if (item === undefined) return undefined;
  return {
    snapshot: item['s'] as string,
    chunks: item['k'] as number,
    products: item['n'] as number,
    at: item['at'] as number,
  };
}

/** The index of a snapshot; undefined when parts of it have gone. */
export async function readSnapshot(items: Items, head: Head): Promise<SearchIndex | undefined> {
  const keys = Array.from({ length: head.chunks }, (_, i) => searchChunkKey(head.snapshot, i));
  const found = await items.getMany(keys, { consistent: true });
  if (found.length < head.chunks) return undefined;
  const chunks = found.toSorted((a, b) => Number(a['i']) - Number(b['i'])).map(({ z }) => z as Uint8Array);
  return unpacked(Buffer.concat(chunks));
}

type Written = Readonly<{ at: number; now: Date; pause?: (ms: number) => Promise<void> }>;

/** Writes a snapshot and then says that it is the newest, unless a newer one is there. */
export async function writeSnapshot(
  items: Items,
  index: SearchIndex,
  { at, now, pause = wait }: Written,
): Promise<Head> {
  const bytes = await packed(index);
  const snapshot = crypto.randomUUID();
  const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
  const expiresAt = Math.floor(now.getTime() / 1000) + KEPT_SECONDS;
  for (let i = 0; i < chunks; i += 1) {
    if (i > 0) await pause(PAUSE_MS);
    const z = bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES);
    await items.write([{ put: { ...searchChunkKey(snapshot, i), i, z, expiresAt } }]);
  }
  const head = { snapshot, chunks, products: index.size, at };
  await items.write([
    {
      put: { ...searchHeadKey(FORMAT), s: snapshot, k: chunks, n: index.size, at },
      when: [{ at: ABSENT }, { at: { lt: at } }],
    },
  ]);
  return head;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
