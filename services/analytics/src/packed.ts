import { gunzipSync, gzipSync } from 'node:zlib';

/** Packs what nobody queries by into few bytes, because items are paid for by the kilobyte. */
export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value));

/** @throws Error when the bytes were not packed by {@link pack} */
export const unpack = <T>(bytes: unknown): T =>
  JSON.parse(gunzipSync(bytes as Uint8Array).toString('utf8')) as T;
