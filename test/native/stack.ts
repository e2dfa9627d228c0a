/** What is put behind the address of a module that is loaded anew for each file of tests; its number follows. */
export const NUMBER = '?tests=';

/** Has an error tell where it happened by the names of files. */
export function readable(error: unknown): void {
  if (!(error instanceof Error) || error.stack === undefined) return;
  error.stack = error.stack.replaceAll(/file:\/+(\/[^\s?]+)\?tests=\d+/g, '$1');
}
