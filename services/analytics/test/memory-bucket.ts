import type { Bucket, KeptFile } from '../src/exports/ports.ts';

/** A bucket in memory. Its links are keys. */
export function memoryBucket(): Bucket & Readonly<{ files: ReadonlyMap<string, KeptFile> }> {
  const objects = new Map<string, Uint8Array>();
  const files = new Map<string, KeptFile>();
  return {
    files,
    put: (key, bytes) => Promise.resolve(void objects.set(key, bytes)),
    get(key) {
      const bytes = objects.get(key);
      return bytes === undefined ? Promise.reject(new Error(`there is no ${key}`)) : Promise.resolve(bytes);
    },
    async upload(file, bytes) {
      const pieces: Uint8Array[] = [];
      for await (const some of bytes) pieces.push(some);
      objects.set(file.key, Buffer.concat(pieces));
      files.set(file.key, file);
    },
    link: (key) => Promise.resolve(key),
  };
}
