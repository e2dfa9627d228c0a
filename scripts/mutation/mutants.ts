/** A change that was made to the program, and what came of it. */
export type Mutant = Readonly<{
  file: string;
  line: number;
  original: string;
  replacement: string;
  outcome: 'noticed' | 'unnoticed' | 'void';
}>;

type Place = Readonly<{ line: number; column: number }>;
/** What is read of Stryker's report (mutation-testing-report-schema 2). */
export type Report = Readonly<{
  files: Readonly<
    Record<
      string,
      Readonly<{
        source: string;
        mutants: readonly Readonly<{
          status: string;
          replacement?: string;
          location: Readonly<{ start: Place; end: Place }>;
        }>[];
      }>
    >
  >;
}>;

const NOTICED = new Set(['Killed', 'Timeout']);
const UNNOTICED = new Set(['Survived', 'NoCoverage']);

export const mutantsOf = ({ files }: Report): Mutant[] =>
  Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ status, replacement = '', location: { start, end } }) => ({
      file,
      line: start.line,
      original: cut(source, start, end),
      replacement,
      outcome: NOTICED.has(status) ? 'noticed' : UNNOTICED.has(status) ? 'unnoticed' : 'void',
    })),
  );

/** How many in a hundred changes were noticed. */
export function scoreOf(mutants: readonly Mutant[]): number {
  const noticed = mutants.filter(({ outcome }) => outcome === 'noticed').length;
  const valid = mutants.filter(({ outcome }) => outcome !== 'void').length;
  return valid === 0 ? 0 : (100 * noticed) / valid;
}

/** Lines and columns count from one. */
function cut(source: string, start: Place, end: Place): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n');
}
