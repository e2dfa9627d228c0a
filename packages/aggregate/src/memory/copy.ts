/**
 * A copy that shares nothing with its original: of what an item may hold, which are plain objects, lists, sets of texts, bytes and
 * single values. `structuredClone` does the same for everything there is, and takes ten times as long.
 */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (value instanceof Set) return new Set(value) as T;
  if (value instanceof Uint8Array) return new Uint8Array(value) as T;
  if (ArrayBuffer.isView(value)) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) copy[name] = copyOf((value as Record<string, unknown>)[name]);
  return copy as T;
}
