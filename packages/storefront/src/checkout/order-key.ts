import { newIdempotencyKey } from '@cartless/api-client';

const PLACE = 'cartless:order';
type Kept = Readonly<{ wish: string; key: string }>;

/**
 * The key of an order: the same for the same wish, until it is answered for good. So a second press, a reloaded page and a lost answer all
 * mean one order; another wish is another one.
 */
export function orderKey(body: object): string {
  const wish = JSON.stringify(body);
  const kept = read();
  if (kept?.wish === wish) return kept.key;
  const key = newIdempotencyKey();
  sessionStorage.setItem(PLACE, JSON.stringify({ wish, key } satisfies Kept));
  return key;
}

/** The order is there: who wishes for the same once more wants a second one. */
export const orderAnswered = (): void => sessionStorage.removeItem(PLACE);

function read(): Kept | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as Partial<Kept> | null;
    return typeof kept?.wish === 'string' && typeof kept.key === 'string' ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}
