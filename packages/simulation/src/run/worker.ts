import { pathToFileURL } from 'node:url';
import type { Trade } from '../cost/lives.ts';
import { addPlayed, noFigures } from './figures.ts';

/** What a worker is told: to play these seeds, or one of them so that it can be read. */
export type Task =
  | Readonly<{ kind: 'play'; from: number; count: number }>
  | Readonly<{ kind: 'tell'; seed: number; shortest: boolean }>
  | Readonly<{ kind: 'hunt'; defect: string; from: number; count: number }>
  | Readonly<{ kind: 'cost'; trade: Trade }>
  | Readonly<{ kind: 'digest'; seed: number }>
  | Readonly<{ kind: 'declared' }>;

// A process that plays histories with the bundle that it is given: `worker.ts <bundle>`.
const { countLives, declared, play, planOf, shrink, realPause } = (await import(
  pathToFileURL(process.argv[2] ?? '').href
)) as typeof import('../playing.ts');
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

/** Answers the first seed that fails with a planted defect, or null. */
async function hunt(defect: string, from: number, count: number): Promise<void> {
  const planted = globalThis as { plantedDefect?: string | undefined };
  let found: number | null = null;
  for (let seed = from; seed < from + count && found === null; seed += 1) {
    planted.plantedDefect = defect;
    const { problem } = await play(planOf(seed));
    planted.plantedDefect = undefined;
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
