/** Makes a value on first use and keeps it, so that importing a handler reads no environment and opens no client. */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
