import type { Reply, Request } from '../world/gateway.ts';
import type { World } from '../world/world.ts';
import { type Kept, seenIn } from './normal-form.ts';
import type { Act, Answered, Step, Trace } from './trace.ts';

/** Nothing changes for so long before a shop is taken to be at rest. */
const CALM_MS = 40_000;

/**
 * Writes down what is done to a simulated shop from outside. It lets one thing be done at a time, and lets the shop come to rest
 * after each, so that another shop can be led through the same.
 */
export class Recording {
  readonly #world: World;
  readonly #steps: Step[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #changes = 0;

  constructor(world: World) {
    this.#world = world;
    for (const table of world.tableNames) world.tables.watch(table, () => this.#changed());
    const { functions } = world;
    const invoke = functions.invoke.bind(functions);
    functions.invoke = (...given) => {
      this.#stirred();
      return invoke(...given);
    };
  }

  /** Waits until all that was begun is done. */
  async done(): Promise<void> {
    for (let last; last !== this.#last;) {
      last = this.#last;
      await last;
    }
  }

  /** All that was written down. */
  get steps(): Trace['steps'] {
    return this.#steps;
  }

  async call(name: string, request: Request): Promise<Reply> {
    const { method, path } = this.#world.gateway.placeOf(name);
    return this.do({ kind: 'call', name, method, path, request }, () =>
      this.#world.gateway.call(name, request),
    );
  }

  /** Starts a scheduled task. */
  async schedule(name: string): Promise<void> {
    const [service = '', fn = ''] = name.split(' ');
    const task = this.#world.schedules.find((one) => one.name === name);
    await this.do({ kind: 'schedule', service, fn }, () => task?.run());
  }

  /** Does something when everything before it is over. @param act undefined when what was done shows only afterwards, or nothing was */
  do<T>(act: Act | ((done: T) => Act | undefined), work: () => T | Promise<T>): Promise<T> {
    const before = this.#last;
    this.#waiting += 1;
    const done = (async () => {
      await before.catch(() => undefined);
      const { scheduler } = this.#world;
      const { now: at } = scheduler;
      const changes = this.#changes;
      const result = await work();
      await this.#calm();
      this.#waiting -= 1;
      const what = typeof act === 'function' ? act(result) : act;
      // A task that found nothing to do need not be started again elsewhere.
      const isIdle = what?.kind === 'schedule' && this.#changes === changes;
      if (what !== undefined && !isIdle) this.#write(at, what, result);
      return result;
    })();
    this.#last = done;
    return done;
  }

  #write(at: number, act: Act, result: unknown): void {
    const answered = act.kind === 'call' ? { answered: result as Answered } : {};
    this.#steps.push(
      structuredClone({
        at,
        until: this.#world.scheduler.now,
        act,
        ...answered,
        seen: seenIn(keptIn(this.#world)),
      }) as Step,
    );
  }

  #changed(): void {
    this.#changes += 1;
    this.#stirred();
  }

  /**
   * Something happens by itself: time has passed. It counts also when nothing comes of it, for a message that is handled now would be
   * handled otherwise later.
   */
  #stirred(): void {
    if (this.#waiting > 0) return;
    void this.do({ kind: 'time' }, () => undefined);
  }

  async #calm(): Promise<void> {
    const world = this.#world;
    for (let changes = -1; changes !== this.#changes || !world.isCalm;) {
      changes = this.#changes;
      await world.wait(CALM_MS);
    }
  }
}

const keptIn = (world: World): Kept => {
  const all = (name: string) => world.tables.stored(name)?.all() ?? [];
  return {
    users: all('users/UsersTable'),
    orders: all('orders/OrdersTable'),
    logistics: all('logistics/LogisticsTable'),
    mails: world.mails,
  };
};
