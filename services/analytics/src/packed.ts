import { gunzipSync, gzipSync } from 'node:zlib';

/** Packs what nobody queries by into few bytes, because items are paid for by the kilobyte. */
export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value));

/** @throws Error when the bytes were not packed by {@link pack} */
export const unpack = <T>(bytes: unknown): T =>
  JSON.parse(gunzipSync(bytes as Uint8Array).toString('utf8')) as T;

/** An item takes 400 KB, with its key and all. */
const MOST_BYTES = 390_000;

/** A list packed into as few parts as fit into items. A member that fits into none is a part of its own, which the store refuses. */
export function packParts<T>(
  all: readonly T[],
): readonly Readonly<{ members: readonly T[]; bytes: Uint8Array }>[] {
  if (all.length === 0) return [];
  const bytes = pack(all);
  if (bytes.byteLength <= MOST_BYTES || all.length === 1) return [{ members: all, bytes }];
  // As many as it takes when all pack alike, and a little more room than that.
  const size = Math.ceil(all.length / Math.ceil((1.2 * bytes.byteLength) / MOST_BYTES));
  const parts = Array.from({ length: Math.ceil(all.length / size) }, (_, i) => i * size);
  return parts.flatMap((from) => packParts(all.slice(from, from + size)));
}
