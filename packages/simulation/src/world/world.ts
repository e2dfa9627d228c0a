import type { ItemChange } from '@cartless/aggregate/memory';
import type { Deployment } from '../build/deployment.ts';
import { Bus } from './bus.ts';
import { Basis, type Setting } from './basis.ts';
import { Functions, type Handler } from './functions.ts';
import { Gateway } from './gateway.ts';
import { Network } from './network.ts';
import { Queue } from './queues.ts';
import { Stream } from './streams.ts';
import { Tables } from './tables.ts';

/** All of AWS on which the shop stands, and time and chance themselves: made anew for each history. */
export class World extends Basis {
  readonly tables: Tables;
  readonly functions: Functions;
  readonly gateway: Gateway;
  readonly network: Network;
  readonly bus: Bus;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly #queuesAt: ReadonlyMap<string, Queue>;
  readonly #streams: readonly Stream[];
  readonly schedules: readonly Readonly<{ name: string; everyMs: number; run: () => Promise<unknown> }>[];

  constructor(
    { functions, queues, subscriptions }: Deployment,
    handlers: Readonly<Record<string, Handler>>,
    setting: Setting,
  ) {
    super(setting);
    const queueNamed = (name: string): Queue => this.queue(name);
    this.tables = new Tables(this);
    this.functions = new Functions(this, handlers);
    this.gateway = new Gateway(this, this.functions, functions);
    this.network = new Network(this);
    const { hears = () => true, starts = () => true } = setting;
    const heard = subscriptions.filter(({ queue }) => hears(queue));
    this.bus = new Bus(this, heard, queueNamed);
    this.queues = new Map(
      Object.entries(queues).map(([name, declared]) => [
        name,
        new Queue({ basis: this, functions: this.functions, queueNamed }, name, declared),
      ]),
    );
    this.#queuesAt = new Map([...this.queues.values()].map((queue) => [queue.url, queue]));
    const streams: Stream[] = [];
    const schedules: { name: string; everyMs: number; run: () => Promise<unknown> }[] = [];
    for (const fn of functions) {
      for (const trigger of fn.triggers) {
        if (trigger.kind === 'queue') this.queue(trigger.queue).readBy(fn, trigger.batchSize);
        if (trigger.kind !== 'call' && trigger.kind !== 'queue' && !starts(`${fn.service} ${fn.name}`))
          continue;
        if (trigger.kind === 'stream')
          streams.push(new Stream(this, { functions: this.functions, tables: this.tables }, fn, trigger));
        if (trigger.kind === 'schedule')
          schedules.push({
            name: `${fn.service} ${fn.name}`,
            everyMs: trigger.everyMs,
            run: () => this.functions.invoke(fn, {}),
          });
      }
    }
    this.#streams = streams;
    this.schedules = schedules;
  }

  /** The tables of all services. */
  get tableNames(): readonly string[] {
    return [...new Set(this.#streams.map(({ table }) => table))];
  }

  /** What the stream of a table had still to tell is lost with the table. */
  loseStreams(table: string): void {
    for (const stream of this.#streams) if (stream.table === table) stream.forget();
  }

  /** Who reads the stream of a table is told changes once more. */
  tellAgain(table: string, changes: readonly ItemChange[]): void {
    const stored = this.tables.stored(table);
    if (stored === undefined) return;
    for (const stream of this.#streams)
      if (stream.table === table) for (const change of changes) stream.tell(change, stored.table);
  }

  fetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
    return this.network.fetch(url, init);
  }

  queue(name: string): Queue {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new Error(`there is no queue ${name}`);
    return queue;
  }

  /** The queue of an address. */
  queueAt(url: string): Queue {
    const queue = this.#queuesAt.get(url);
    if (queue === undefined) throw new Error(`there is no queue at ${url}`);
    return queue;
  }

  /** Lets happen what is due within so many milliseconds. */
  async pass(ms: number): Promise<void> {
    await this.scheduler.run(this.scheduler.now + ms, this.functions.outside);
  }

  /** Lets happen what is due until something is done. */
  async until<T>(done: Promise<T>): Promise<T> {
    const state = { over: false };
    const ended = done.finally(() => {
      state.over = true;
    });
    // Whoever waits for it below is told; until then nobody has to.
    ended.catch(() => undefined);
    await this.scheduler.run(Infinity, this.functions.outside, () => state.over);
    if (!state.over) throw new Error('somebody waits for what never happens');
    return ended;
  }

  /**
   * Starts scheduled tasks, each once, and waits for the last.
   * @param everyMs those that run at least so often
   * @param share of them, drawn anew
   */
  async runSchedules(everyMs: number, share = 1): Promise<void> {
    const due = this.schedules.filter(
      (one) => one.everyMs <= everyMs && this.chance.next(`schedule ${one.name}`) < share,
    );
    await Promise.all(due.map(({ run }) => run()));
  }

  /** Starts the scheduled tasks of some names, one after the other. */
  async runScheduled(names: RegExp): Promise<void> {
    for (const { name, run } of this.schedules) if (names.test(name)) await run();
  }

  /** Puts back what became dead letters. @returns how many */
  redrive(): number {
    let moved = 0;
    for (const queue of this.queues.values())
      if (queue.deadLetters !== undefined) moved += this.queue(queue.deadLetters).redriveTo(queue);
    return moved;
  }

  /** Whether nothing is under way; what waits in queues does so by intention. */
  get isCalm(): boolean {
    const { now } = this.scheduler;
    return (
      this.#streams.every((stream) => stream.isEmpty) &&
      [...this.queues.values()].every(
        ({ deadLetters, messages }) =>
          deadLetters === undefined ||
          [...messages.values()].every(({ receives, visibleAt }) => receives === 0 && visibleAt > now),
      )
    );
  }

  /** Whether nothing waits in streams and queues, dead letters apart. */
  get isAtRest(): boolean {
    return (
      this.#streams.every((stream) => stream.isEmpty) &&
      [...this.queues.values()].every(
        ({ deadLetters, messages }) => deadLetters === undefined || messages.size === 0,
      )
    );
  }
}
