import { newIdempotencyKey } from '@cartless/api-client';

const PLACE = 'cartless:order';
type Kept = Readonly<{ wish: string; key: string }>;

/**
 * The key of an order: the same for the same wish, until the shopper has come to the payment or to the order. So a second press, a
 * reloaded page, a lost answer and a payment page that does not open all mean one order; another wish is another one.
 */
export function orderKey(body: object): string {
  const wish = JSON.stringify(body);
  const kept = read();
  if (kept?.wish === wish) return kept.key;
  const key = newIdempotencyKey();
  sessionStorage.setItem(PLACE, JSON.stringify({ wish, key } satisfies Kept));
  return key;
}

/** The shopper has come to the payment, or knows of the order: who wishes for the same once more wants a second one. */
export const orderAnswered = (): void => sessionStorage.removeItem(PLACE);

function read(): Kept | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as Partial<Kept> | null;
    return typeof kept?.wish === 'string' && typeof kept.key === 'string' ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}
