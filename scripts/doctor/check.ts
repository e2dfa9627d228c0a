/**
 * What a look at one thing found: that it is well, that a person outside has still to do something and has the time for it, or what is wrong; and
 * what to do about it.
 */
export type Seen = Readonly<
  { well: string } | { waits: string; todo: string } | { wrong: string; todo: string }
>;

/** One thing that is looked at; makes one line. */
export type Check = Readonly<{ name: string; look: () => Promise<Seen> }>;

/** A check that was made, as `--json` tells it. What is `ok` and yet to be done waits for a person. */
export type Finding = Readonly<{ check: string; ok: boolean; says: string; todo?: string }>;

/** Thrown where a look cannot go on, with what to do. */
export class NotWell extends Error {
  readonly todo: string;

  constructor(message: string, todo: string, options?: ErrorOptions) {
    super(message, options);
    this.todo = todo;
  }
}

/** Makes all checks at once; one that cannot be made is one that fails. */
export const findings = (checks: readonly Check[]): Promise<Finding[]> =>
  Promise.all(
    checks.map(async ({ name, look }) => {
      const seen = await look().catch(seenFrom);
      if ('well' in seen) return { check: name, ok: true, says: seen.well };
      if ('waits' in seen) return { check: name, ok: true, says: seen.waits, todo: seen.todo };
      return { check: name, ok: false, says: seen.wrong, todo: seen.todo };
    }),
  );

function seenFrom(error: unknown): Seen {
  if (error instanceof NotWell) return { wrong: error.message, todo: error.todo };
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    wrong: `could not be looked at: ${reason}`,
    todo: 'Look whether the credentials of AWS in the environment are those of the stage and may ask this.',
  };
}

/** One line for each check, and what to do below those that fail. */
export function report(all: readonly Finding[]): string {
  const width = Math.max(...all.map(({ check }) => check.length));
  const lines = all.flatMap(({ check, ok, says, todo }) => [
    `${wordFor(ok, todo)}  ${check.padEnd(width)}  ${says}`,
    ...(todo === undefined ? [] : [`       ${' '.repeat(width)}  ${todo}`]),
  ]);
  return [...lines, '', summary(all)].join('\n');
}

const wordFor = (ok: boolean, todo: string | undefined): string => {
  if (!ok) return 'WRONG';
  return todo === undefined ? 'ok   ' : 'waits';
};

function summary(all: readonly Finding[]): string {
  const wrong = all.filter(({ ok }) => !ok).length;
  if (wrong > 0) return `${wrong} of ${all.length} checks failed.`;
  const waits = all.filter(({ todo }) => todo !== undefined).length;
  return waits === 0 ? 'All is well.' : `Nothing is wrong; ${waits} of ${all.length} wait for somebody.`;
}
