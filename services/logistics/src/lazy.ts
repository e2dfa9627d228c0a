/** Makes a value at its first use and keeps it: importing a handler reads no environment and opens no connection. */
export function lazy<T>(make: () => T): () => T {
  let kept: { value: T } | undefined;
  return () => (kept ??= { value: make() }).value;
}
