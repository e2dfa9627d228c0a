import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { Player } from './player.ts';

/** A history in words. */
export type Told = Readonly<{ plan: Plan; problem: Played['problem']; log: readonly string[] }>;

type Options = Readonly<{
  planted?: readonly Defect[];
  /** How many processes play; as many as there are processors when left out. */
  workers?: number;
}>;

/** So many histories are played before a worker answers. */
const AT_ONCE = 50;
/** When one process finds a planted defect, the others have soon ended too. */
const HUNTED_AT_ONCE = 20;

/** Processes that play histories of one shop; each carries out one task after the other. */
export class Company {
  readonly #folder: string;
  readonly #players: readonly Player[];

  private constructor(folder: string, players: readonly Player[]) {
    this.#folder = folder;
    this.#players = players;
  }

  /** Bundles the shop and starts the processes. */
  static async gather({ planted = [], workers = availableParallelism() }: Options = {}): Promise<Company> {
    const folder = mkdtempSync(join(tmpdir(), 'cartless-simulation-'));
    const bundle = join(folder, 'shop.mjs');
    await bundleShop(bundle, planted);
    const players = await Promise.all(Array.from({ length: workers }, () => Player.start(bundle)));
    return new Company(folder, players);
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
      this.#players.map(async (player) => {
        for (let part = next(AT_ONCE); part !== undefined; part = next(AT_ONCE)) {
          addFigures(all, (await player.ask({ kind: 'play', ...part })) as Figures);
          progress(all);
        }
      }),
    );
    return all;
  }

  /** Plays one history so that it can be read. @param shortest the shortest that fails in the same way, if it fails */
  async tell(seed: number, shortest: boolean): Promise<Told> {
    return (await this.#first().ask({ kind: 'tell', seed, shortest })) as Told;
  }

  /** Plays histories with a planted defect until one fails. @returns the seed that failed, if any did */
  async hunt({ name, within }: Defect): Promise<number | undefined> {
    const next = seeds(1, within);
    let found: number | undefined;
    await Promise.all(
      this.#players.map(async (player) => {
        for (let part = next(HUNTED_AT_ONCE); part !== undefined; part = next(HUNTED_AT_ONCE)) {
          const seed = await player.ask({ kind: 'hunt', defect: name, ...part });
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
      this.#players.map((player) => player.ask({ kind: 'digest', seed })),
    )) as string[];
  }

  /** What orders use of AWS from placing to completion, by part of their lives and by function. */
  async countLives(trade: Trade): Promise<readonly Stage[]> {
    return (await this.#first().ask({ kind: 'cost', trade })) as Stage[];
  }

  /** A history without faults, as another shop can be led through it. @param defect a planted one that is awake in it */
  async trace(seed: number, defect?: Defect): Promise<Trace> {
    return (await this.#first().ask({ kind: 'trace', seed, defect: defect?.name })) as Trace;
  }

  /** What the shop declares that can happen in it. */
  async declared(): Promise<Declared> {
    return (await this.#first().ask({ kind: 'declared' })) as Declared;
  }

  /** What services tell each other in histories: of each kind of event enough to see all that it can say. @param count so many, from the first seed on */
  async record(count: number): Promise<readonly CloudEvent[]> {
    const told = (await this.#first().ask({ kind: 'record', from: 1, count })) as readonly string[];
    return told.map((text) => JSON.parse(text) as CloudEvent);
  }

  /** Has the consumers hear events that were recorded. @param defect a planted one, for tests of this */
  async hear(events: readonly CloudEvent[], defect?: Defect): Promise<readonly Heard[]> {
    return (await this.#first().ask({ kind: 'hear', events, defect: defect?.name })) as readonly Heard[];
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
    return (await this.#first().ask(task)) as readonly (readonly Reply[])[];
  }

  async leave(): Promise<void> {
    await Promise.all(this.#players.map((player) => player.leave()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #first(): Player {
    const [first] = this.#players;
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
