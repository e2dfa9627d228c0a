import type { Figures } from '../run/figures.ts';
import type { Declared } from './declared.ts';
import { UNREACHED } from './never-reached.ts';

/** What is declared and never happened. */
export function unreached({ moves, answers }: Figures, declared: Declared): readonly string[] {
  // `placeOrder 409 OUT_OF_STOCK`
  const heard = new Set(Object.keys(answers).map((answer) => answer.replace(/ \d+ /, ' ')));
  return [
    ...declared.moves.filter((move) => moves[move] === undefined),
    ...declared.errors.filter((error) => !heard.has(error)),
  ];
}

/** Of what was never reached, what has no reason yet. */
export const unexplained = (missed: readonly string[]): readonly string[] =>
  missed.filter((one) => reasonFor(one) === undefined);

/** Why something is never reached; undefined when nobody has said. */
const reasonFor = (missed: string): string | undefined =>
  UNREACHED[missed] ?? UNREACHED[missed.replace(/^\w+ (?=[A-Z_]+$)/, '* ')];

/** What has a reason and was reached all the same. */
export const needless = (figures: Figures, declared: Declared): readonly string[] => {
  const missed = unreached(figures, declared);
  const reached = [...declared.moves, ...declared.errors].filter((one) => !missed.includes(one));
  return reached.filter((one) => reasonFor(one) !== undefined);
};

/** Reasons for what is not declared (any more). */
export function stale({ moves, errors }: Declared): readonly string[] {
  const all = [...moves, ...errors];
  return Object.keys(UNREACHED).filter(
    (name) => !all.some((one) => one === name || (name.startsWith('* ') && one.endsWith(name.slice(1)))),
  );
}
