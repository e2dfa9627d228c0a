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
];

export const isExplained = ({ file, original, replacement }: Mutant): boolean =>
  EXPLAINED.some((one) => one.file === file && one.original === original && one.replacement === replacement);
