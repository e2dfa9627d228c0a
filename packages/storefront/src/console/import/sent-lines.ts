import type { Values } from '../products/product-values.ts';

const KEPT = 'cartless:imported';
/** So many are remembered; who imports more at once begins anew with the oldest. */
const MOST = 5000;

/** The key of a line: the same line is the same product, today and when the file is chosen again. */
export async function keyOf(values: Values): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `import-${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The lines that were taken before, so that an import that broke off goes on where it was. */
export function sentKeys(): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEPT) ?? '[]') as string[]);
  } catch {
    return new Set();
  }
}

/** Remembers that a line was taken. */
export function rememberSent(key: string): void {
  const keys = [...sentKeys(), key].slice(-MOST);
  localStorage.setItem(KEPT, JSON.stringify(keys));
}
