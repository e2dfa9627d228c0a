import { useSyncExternalStore } from 'react';

/** What lies in the basket of this browser: things and how many, no prices, which the shop says anew. */
export type BasketLine = Readonly<{ productId: string; variantId?: string; quantity: number }>;

const KEY = 'cartless:basket';
const NOTHING: readonly BasketLine[] = [];
const listeners = new Set<() => void>();
let read: Readonly<{ text: string | null; lines: readonly BasketLine[] }> = { text: null, lines: NOTHING };

const isLine = (value: unknown): value is BasketLine => {
  const line = value as Partial<BasketLine> | null;
  return (
    typeof line?.productId === 'string' && Number.isSafeInteger(line.quantity) && (line.quantity ?? 0) > 0
  );
};

/** The lines, the same ones as long as nothing changed; what cannot be read is as good as nothing. */
function lines(): readonly BasketLine[] {
  const text = localStorage.getItem(KEY);
  if (text === read.text) return read.lines;
  let found: readonly BasketLine[] = NOTHING;
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    if (Array.isArray(value)) found = value.filter(isLine);
  } catch {
    // Somebody else's text.
  }
  read = { text, lines: found };
  return found;
}

function keep(changed: readonly BasketLine[]): void {
  localStorage.setItem(KEY, JSON.stringify(changed));
  for (const listener of listeners) listener();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener('storage', changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener('storage', changed);
  };
}

type What = Readonly<{ productId: string; variantId?: string | undefined }>;
const same = (a: What, b: What): boolean => a.productId === b.productId && a.variantId === b.variantId;

/** Puts so many of something into the basket; none at all takes it out. */
export function setInBasket({ productId, variantId }: What, quantity: number): void {
  const what = { productId, ...(variantId !== undefined && { variantId }) };
  const others = lines();
  const at = others.findIndex((line) => same(line, what));
  if (at < 0) keep(quantity > 0 ? [...others, { ...what, quantity }] : others);
  else keep(quantity > 0 ? others.with(at, { ...what, quantity }) : others.toSpliced(at, 1));
}

/** Adds so many of something to what lies in the basket already. */
export function addToBasket(what: What, quantity: number): void {
  setInBasket(what, quantity + (lines().find((line) => same(line, what))?.quantity ?? 0));
}

/** The basket of this browser, the same in all its tabs. */
export function useBasket(): Readonly<{ lines: readonly BasketLine[]; count: number }> {
  const found = useSyncExternalStore(listen, lines);
  return { lines: found, count: found.reduce((sum, { quantity }) => sum + quantity, 0) };
}
