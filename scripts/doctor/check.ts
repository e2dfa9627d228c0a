/** What a look at one thing found: that it is well, or what is wrong and what to do about it. */
export type Seen = Readonly<{ well: string } | { wrong: string; todo: string }>;

/** One thing that is looked at; makes one line. */
export type Check = Readonly<{ name: string; look: () => Promise<Seen> }>;

/** A check that was made, as `--json` tells it. */
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
    `${ok ? 'ok   ' : 'WRONG'}  ${check.padEnd(width)}  ${says}`,
    ...(todo === undefined ? [] : [`       ${' '.repeat(width)}  ${todo}`]),
  ]);
  const wrong = all.filter(({ ok }) => !ok).length;
  return [...lines, '', wrong === 0 ? 'All is well.' : `${wrong} of ${all.length} checks failed.`].join('\n');
}
