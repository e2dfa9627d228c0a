import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CloudEvent } from '@cartless/domain';
import { bundleShop } from '../build/bundle.ts';
import type { Stage, Trade } from '../cost/lives.ts';
import type { Declared } from '../coverage/declared.ts';
import type { Defect } from '../defects/defects.ts';
import type { Played } from '../history.ts';
import type { Plan } from '../plan.ts';
import type { Call } from '../releases/answer.ts';
import type { Heard } from '../releases/hear.ts';
import type { Reply } from '../world/gateway.ts';
import type { Trace } from '../replay/trace.ts';
import { addFigures, type Figures, noFigures } from './figures.ts';
import type { Task } from './worker.ts';

/** A history in words. */
export type Told = Readonly<{ plan: Plan; problem: Played['problem']; log: readonly string[] }>;

type Options = Readonly<{
  planted?: readonly Defect[];
  /** How many processes play; as many as there are processors when left out. */
  workers?: number;
}>;

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const FLAGS = [
  // A history leaves much behind, all of it young.
  '--max-semi-space-size=64',
  '--stack-trace-limit=20',
  // Much of the shop runs a few times a history: it is compiled at its first call, and kept.
  '--always-sparkplug',
  '--no-lazy-feedback-allocation',
  '--no-flush-bytecode',
];
/** So many histories are played before a worker answers. */
const AT_ONCE = 50;
/** When one process finds a planted defect, the others have soon ended too. */
const HUNTED_AT_ONCE = 20;

/** Processes that play histories of one shop. */
export class Company {
  readonly #folder: string;
  readonly #workers: readonly ChildProcess[];

  private constructor(folder: string, workers: readonly ChildProcess[]) {
    this.#folder = folder;
    this.#workers = workers;
  }

  /** Bundles the shop and starts the processes. */
  static async gather({ planted = [], workers = availableParallelism() }: Options = {}): Promise<Company> {
    const folder = mkdtempSync(join(tmpdir(), 'cartless-simulation-'));
    const bundle = join(folder, 'shop.mjs');
    await bundleShop(bundle, planted);
    const started = Array.from({ length: workers }, () =>
      fork(WORKER, [bundle], { execArgv: FLAGS, stdio: ['ignore', 2, 2, 'ipc'] }),
    );
    await Promise.all(started.map(answerOf));
    return new Company(folder, started);
  }

  /**
   * Plays the histories of seeds.
   *
   * @param next the seeds that are to be played next, so many from the first on; undefined when it is enough
   * @param progress is told what was played so far, after each part
   */
  async play(
    next: (atOnce: number) => Readonly<{ from: number; count: number }> | undefined,
    progress: (figures: Figures) => void = () => undefined,
  ): Promise<Figures> {
    const all = noFigures();
    await Promise.all(
      this.#workers.map(async (worker) => {
        for (let part = next(AT_ONCE); part !== undefined; part = next(AT_ONCE)) {
          addFigures(all, (await ask(worker, { kind: 'play', ...part })) as Figures);
          progress(all);
        }
      }),
    );
    return all;
  }

  /** Plays one history so that it can be read. @param shortest the shortest that fails in the same way, if it fails */
  async tell(seed: number, shortest: boolean): Promise<Told> {
    return (await ask(this.#first(), { kind: 'tell', seed, shortest })) as Told;
  }

  /** Plays histories with a planted defect until one fails. @returns the seed that failed, if any did */
  async hunt({ name, within }: Defect): Promise<number | undefined> {
    const next = seeds(1, within);
    let found: number | undefined;
    await Promise.all(
      this.#workers.map(async (worker) => {
        for (let part = next(HUNTED_AT_ONCE); part !== undefined; part = next(HUNTED_AT_ONCE)) {
          const seed = await ask(worker, { kind: 'hunt', defect: name, ...part });
          if (typeof seed === 'number') found ??= seed;
          if (found !== undefined) return;
        }
      }),
    );
    return found;
  }

  /** The digest of the log of a history, as each of the processes plays it. */
  async digests(seed: number): Promise<readonly string[]> {
    return (await Promise.all(
      this.#workers.map((worker) => ask(worker, { kind: 'digest', seed })),
    )) as string[];
  }

  /** What orders use of AWS from placing to completion, by part of their lives and by function. */
  async countLives(trade: Trade): Promise<readonly Stage[]> {
    return (await ask(this.#first(), { kind: 'cost', trade })) as Stage[];
  }

  /** A history without faults, as another shop can be led through it. @param defect a planted one that is awake in it */
  async trace(seed: number, defect?: Defect): Promise<Trace> {
    return (await ask(this.#first(), { kind: 'trace', seed, defect: defect?.name })) as Trace;
  }

  /** What the shop declares that can happen in it. */
  async declared(): Promise<Declared> {
    return (await ask(this.#first(), { kind: 'declared' })) as Declared;
  }

  /** What services tell each other in histories: of each kind of event enough to see all that it can say. @param count so many, from the first seed on */
  async record(count: number): Promise<readonly CloudEvent[]> {
    const told = (await ask(this.#first(), { kind: 'record', from: 1, count })) as readonly string[];
    return told.map((text) => JSON.parse(text) as CloudEvent);
  }

  /** Has the consumers hear events that were recorded. @param defect a planted one, for tests of this */
  async hear(events: readonly CloudEvent[], defect?: Defect): Promise<readonly Heard[]> {
    return (await ask(this.#first(), { kind: 'hear', events, defect: defect?.name })) as readonly Heard[];
  }

  /**
   * Has the routes answer requests that were recorded.
   * @param how.times how often each comes at the same moment
   * @param how.defect a planted one, for tests of this
   */
  async answer(
    calls: readonly Call[],
    { times = 1, defect }: Readonly<{ times?: number; defect?: Defect }> = {},
  ): Promise<readonly (readonly Reply[])[]> {
    const task = { kind: 'answer', calls, times, defect: defect?.name } as const;
    return (await ask(this.#first(), task)) as readonly (readonly Reply[])[];
  }

  async leave(): Promise<void> {
    await Promise.all(
      this.#workers.map(
        (worker) =>
          new Promise((resolve) => {
            worker.once('exit', resolve);
            worker.disconnect();
          }),
      ),
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #first(): ChildProcess {
    const [first] = this.#workers;
    if (first === undefined) throw new Error('nobody is there to play');
    return first;
  }
}

/** The seeds from one on, so many. */
export function seeds(
  from: number,
  count: number,
): (atOnce: number) => { from: number; count: number } | undefined {
  let next = from;
  return (atOnce) => {
    const left = from + count - next;
    if (left <= 0) return undefined;
    const part = { from: next, count: Math.min(atOnce, left) };
    next += part.count;
    return part;
  };
}

const ask = async (worker: ChildProcess, task: Task): Promise<unknown> => {
  if (worker.exitCode !== null)
    throw new Error(`a process that played histories has ended with ${worker.exitCode}`);
  const answer = answerOf(worker);
  worker.send(task);
  return answer;
};

/** @throws Error when the process ends instead */
const answerOf = (worker: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      worker.off('message', onMessage);
      reject(new Error(`a process that played histories ended with ${code}`));
    };
    const onMessage = (message: unknown): void => {
      worker.off('exit', onExit);
      resolve(message);
    };
    worker.once('message', onMessage);
    worker.once('exit', onExit);
  });
