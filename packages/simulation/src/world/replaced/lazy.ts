import { currentInvocation } from '../running.ts';
import { world } from '../world-now.ts';

/** As the product's own `lazy`, once a container: several of them share this process. */
export function lazy<T>(make: () => T): () => T {
  const key = {};
  return () => {
    const { kept } = currentInvocation()?.container ?? world().desk;
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as T;
  };
}
