import type { Mutant } from './mutants.ts';

type Explained = Readonly<{ file: string; original: string; replacement: string; why: string }>;

/** Changes that no test can notice, because the program does the same afterwards. */
const EXPLAINED: readonly Explained[] = [
  {
    file: 'services/orders/src/limits/shares.ts',
    original: 'same[0]?.limit',
    replacement: 'same[0].limit',
    why: 'what groupBy makes has a first element',
  },
  {
    file: 'services/orders/src/ordering/place-order.ts',
    original: '[]',
    replacement: '["Stryker was here"]',
    why: 'what is no bucket has no units to plan with, and what has no SKU is asked for by nobody',
  },
  {
    file: 'services/orders/src/ordering/place-order.ts',
    original: 'found.filter(isListed)',
    replacement: 'found',
    why: 'those that are not listed were refused before; the filter tells the compiler',
  },
  {
    file: 'services/users/src/throttling/allowance-store.ts',
    original: "outcome.item?.['used']",
    replacement: "outcome.item['used']",
    why: 'a write that counts answers what it has counted',
  },
];

export const isExplained = ({ file, original, replacement }: Mutant): boolean =>
  EXPLAINED.some((one) => one.file === file && one.original === original && one.replacement === replacement);
