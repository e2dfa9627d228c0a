import type { Mutant } from './mutants.ts';

type Explained = Readonly<{ file: string; original: string; replacement: string; why: string }>;

/** Changes that no test can notice, because the program does the same afterwards. */
const EXPLAINED: readonly Explained[] = [];

export const isExplained = ({ file, original, replacement }: Mutant): boolean =>
  EXPLAINED.some((one) => one.file === file && one.original === original && one.replacement === replacement);
