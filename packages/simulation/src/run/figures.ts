import type { Played } from '../history.ts';
import { kindOf } from '../world/faults.ts';

/** A history that failed. */
export type Failure = Readonly<{ seed: number; invariant: string; says: string }>;

/** What was played, added up. */
export type Figures = {
  histories: number;
  steps: number;
  faults: Record<string, number>;
  /** How often each route gave each answer. */
  answers: Record<string, number>;
  acts: Record<string, number>;
  /** How often each move was made. */
  moves: Record<string, number>;
  failures: Failure[];
};

export const noFigures = (): Figures => ({
  histories: 0,
  steps: 0,
  faults: {},
  answers: {},
  acts: {},
  moves: {},
  failures: [],
});

const count = (all: Record<string, number>, name: string, times = 1): void => {
  all[name] = (all[name] ?? 0) + times;
};

export function addPlayed(
  figures: Figures,
  seed: number,
  { problem, steps, faults, answers, acts, moves }: Played,
): void {
  figures.histories += 1;
  figures.steps += steps;
  for (const fault of faults) count(figures.faults, kindOf(fault));
  for (const [answer, times] of answers) count(figures.answers, answer, times);
  for (const act of acts) count(figures.acts, act);
  for (const move of moves) count(figures.moves, move);
  if (problem !== undefined) figures.failures.push({ seed, ...problem });
}

export function addFigures(
  all: Figures,
  { histories, steps, faults, answers, acts, moves, failures }: Figures,
): void {
  all.histories += histories;
  all.steps += steps;
  for (const [name, times] of Object.entries(faults)) count(all.faults, name, times);
  for (const [name, times] of Object.entries(answers)) count(all.answers, name, times);
  for (const [name, times] of Object.entries(acts)) count(all.acts, name, times);
  for (const [name, times] of Object.entries(moves)) count(all.moves, name, times);
  all.failures.push(...failures);
}
