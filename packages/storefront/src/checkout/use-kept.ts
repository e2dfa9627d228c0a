import { useEffect, useState } from 'react';
import { useOwner } from '../app/session.ts';

const PLACE = 'cartless:checkout';
type Kept<T> = Readonly<{ of: string; filled: Partial<T> }>;

/**
 * What somebody has filled in at the checkout: a page that is loaded anew has it still, so that what is sent then is the same order.
 * Whoever else logs in begins anew.
 */
export function useKept<T extends object>(first: T): readonly [T, (change: Partial<T>) => void] {
  const of = useOwner()?.userId ?? '';
  const [filled, fill] = useState<T>(() => ({ ...first, ...read<T>(of) }));
  useEffect(
    () => sessionStorage.setItem(PLACE, JSON.stringify({ of, filled } satisfies Kept<T>)),
    [of, filled],
  );
  return [filled, (change) => fill((before) => ({ ...before, ...change }))];
}

/** The order is on its way: the next one begins anew. */
export const forgetKept = (): void => sessionStorage.removeItem(PLACE);

function read<T>(of: string): Partial<T> | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as Kept<T> | null;
    return kept?.of === of ? kept.filled : undefined;
  } catch {
    return undefined;
  }
}
