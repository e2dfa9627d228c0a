import { pathToFileURL } from 'node:url';
import type { CloudEvent } from '@cartless/domain';
import type { Trade } from '../cost/lives.ts';
import type { Call } from '../releases/answer.ts';
import { addPlayed, noFigures } from './figures.ts';

/** What a worker is told: to play these seeds, or one of them so that it can be read. */
export type Task =
  | Readonly<{ kind: 'play'; from: number; count: number }>
  | Readonly<{ kind: 'tell'; seed: number; shortest: boolean }>
  | Readonly<{ kind: 'hunt'; defect: string; from: number; count: number }>
  | Readonly<{ kind: 'cost'; trade: Trade }>
  | Readonly<{ kind: 'digest'; seed: number }>
  | Readonly<{ kind: 'declared' }>
  | Readonly<{ kind: 'trace'; seed: number; defect: string | undefined }>
  | Readonly<{ kind: 'record'; from: number; count: number }>
  | Readonly<{ kind: 'hear'; events: readonly CloudEvent[]; defect: string | undefined }>
  | Readonly<{ kind: 'answer'; calls: readonly Call[]; times: number; defect: string | undefined }>;

// A process that plays histories with the bundle that it is given: `worker.ts <bundle>`.
const shop = (await import(pathToFileURL(process.argv[2] ?? '').href)) as typeof import('../playing.ts');
const { countLives, declared, play, planOf, record, shrink, realPause } = shop;
const answer = (message: unknown): void => void process.send?.(message);

async function playSeeds(from: number, count: number): Promise<void> {
  const figures = noFigures();
  for (let seed = from; seed < from + count; seed += 1) {
    addPlayed(figures, seed, await play(planOf(seed)));
    await realPause(0);
  }
  answer(figures);
}

async function tell(seed: number, shortest: boolean): Promise<void> {
  let plan = planOf(seed);
  let played = await play(plan);
  if (shortest && played.problem !== undefined) ({ plan, played } = await shrink(plan, played, play));
  const log: string[] = [];
  await play(plan, { log: (line) => void log.push(line) });
  answer({ plan, problem: played.problem, log });
}

/** Does something with a planted defect, if one is named. */
async function withDefect<T>(defect: string | undefined, work: () => Promise<T>): Promise<T> {
  const planted = globalThis as { plantedDefect?: string | undefined };
  planted.plantedDefect = defect;
  try {
    return await work();
  } finally {
    planted.plantedDefect = undefined;
  }
}

/** Answers the first seed that fails with a planted defect, or null. */
async function hunt(defect: string, from: number, count: number): Promise<void> {
  let found: number | null = null;
  for (let seed = from; seed < from + count && found === null; seed += 1) {
    const { problem } = await withDefect(defect, () => play(planOf(seed)));
    if (problem !== undefined) {
      const { problem: anyway } = await play(planOf(seed));
      if (anyway !== undefined)
        throw new Error(`seed ${seed} fails without “${defect}” too: ${anyway.invariant}: ${anyway.says}`);
      found = seed;
    }
    await realPause(0);
  }
  answer(found);
}

async function carryOut(task: Task): Promise<void> {
  if (task.kind === 'play') return playSeeds(task.from, task.count);
  if (task.kind === 'tell') return tell(task.seed, task.shortest);
  if (task.kind === 'cost') return answer(await countLives(task.trade));
  if (task.kind === 'declared') return answer(declared());
  if (task.kind === 'record') return answer(await shop.tell(task.from, task.count));
  if (task.kind === 'hear') return answer(await withDefect(task.defect, () => shop.hear(task.events)));
  if (task.kind === 'answer')
    return answer(await withDefect(task.defect, () => shop.answer(task.calls, task.times)));
  if (task.kind === 'trace') return answer(await withDefect(task.defect, () => record(task.seed)));
  if (task.kind === 'hunt') return hunt(task.defect, task.from, task.count);
  answer((await play(planOf(task.seed), { digest: true })).digest);
}

process.on('message', (task: Task) => {
  carryOut(task).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`, () => process.exit(1));
  });
});
process.once('disconnect', () => process.exit());
answer('ready');
