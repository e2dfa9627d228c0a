import type { Context } from 'aws-lambda';
import type { DeployedFunction } from '../build/deployment.ts';
import { type Container, type Invocation, within } from './running.ts';
import type { Basis } from './basis.ts';

export type Handler = (event: unknown, context: Context) => unknown;

/** What became of a call of a function. */
export type Ended = Readonly<{ ok: true; value: unknown } | { ok: false; why: string }>;

const KEPT_WARM = 2;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** So wrong are the clocks of some containers, in milliseconds. */
const MOST_SKEW_MS = 5000;

/** Runs the functions of the shop, each call in a container of its function. */
export class Functions {
  readonly #basis: Basis;
  readonly #handlers: Readonly<Record<string, Handler>>;
  readonly #idle = new Map<string, Container[]>();
  readonly #running = new Set<Invocation>();
  #containers = 0;

  /** @param handlers by their modules */
  constructor(basis: Basis, handlers: Readonly<Record<string, Handler>>) {
    this.#basis = basis;
    this.#handlers = handlers;
  }

  /** The function of a call that waits for something that is not simulated. */
  readonly outside = (): string | undefined => {
    for (const one of this.#running) if (one.container.waiting === 0) return one.fn.name;
    return undefined;
  };

  /** Throws all containers away that do nothing now, as a deployment does. */
  replaceAll(): void {
    this.#idle.clear();
  }

  /** Calls a function. What it throws, a crash and a time-out are answers here. */
  invoke(fn: DeployedFunction, event: unknown): Promise<Ended> {
    const basis = this.#basis;
    const handler = this.#handlers[fn.module];
    if (handler === undefined) throw new Error(`no handler is loaded from ${fn.module}`);
    this.#stepClocks(fn);
    basis.meter?.add({ calls: 1 }, fn);
    const container = this.#container(fn);
    const deadline = basis.scheduler.now + fn.timeoutMs;
    return new Promise((resolve) => {
      const end = (ended: Ended, alive: boolean): void => {
        if (invocation.done) return;
        invocation.done = true;
        invocation.dead = !alive;
        this.#running.delete(invocation);
        stop();
        if (alive) this.#release(fn, container);
        resolve(ended);
      };
      const stop = basis.scheduler.after(fn.timeoutMs, () => {
        basis.note(() => `${fn.name} was stopped after its time`);
        end({ ok: false, why: 'timed out' }, false);
      });
      const invocation: Invocation = {
        fn,
        container,
        dead: false,
        done: false,
        crash: (why) => {
          basis.note(() => `${fn.name} crashed ${why}`);
          if (invocation.done) this.#takeDown(invocation, why);
          end({ ok: false, why: 'crashed' }, false);
        },
      };
      this.#running.add(invocation);
      const context = contextOf(fn, () => deadline - basis.scheduler.now);
      within(invocation, async () => handler(event, context)).then(
        (value) => end({ ok: true, value }, true),
        (error: unknown) => {
          basis.note(() => `${fn.name} failed: ${String(error)}`);
          end({ ok: false, why: String(error) }, true);
        },
      );
    });
  }

  /** What a call had left open when it answered brings its process down, with the call that has it by now. */
  #takeDown(ended: Invocation, why: string): void {
    ended.dead = true;
    const { container, fn } = ended;
    const idle = this.#idle.get(fn.module) ?? [];
    this.#idle.set(
      fn.module,
      idle.filter((one) => one !== container),
    );
    for (const one of this.#running) if (one.container === container) one.crash(why);
  }

  /** All clocks step ahead or back, and are put right after a while. */
  #stepClocks({ name }: DeployedFunction): void {
    const basis = this.#basis;
    if (!basis.faults.strike('clock-stepped', name)) return;
    const far = basis.chance.pick(`step ${name}`, [2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]);
    const step = basis.chance.next(`step back ${name}`) < 0.5 ? -far : far;
    basis.clockStepMs = step;
    basis.note(() => `all clocks step by ${step / MINUTE} minutes`);
    const { now } = basis.scheduler;
    const lasts = basis.chance.whole(`step lasts ${name}`, 1, 240) * MINUTE;
    const [from, until] = [Math.min(now, now + step), Math.max(now + lasts, now + lasts + step)];
    basis.isDayUnsure ||= areOfTwoDays(from, until);
    basis.scheduler.after(lasts, () => {
      if (basis.clockStepMs === step) basis.clockStepMs = 0;
    });
  }

  #container(fn: DeployedFunction): Container {
    const container = this.#warm(fn) ?? this.#cold(fn);
    const { scheduler } = this.#basis;
    if (container.skewMs !== 0)
      this.#basis.isDayUnsure ||= areOfTwoDays(
        scheduler.now - 2 * MOST_SKEW_MS,
        scheduler.now + 2 * MOST_SKEW_MS,
      );
    return container;
  }

  #warm({ name, module }: DeployedFunction): Container | undefined {
    return this.#basis.faults.strike('cold-container', name) ? undefined : this.#idle.get(module)?.pop();
  }

  #cold(fn: DeployedFunction): Container {
    const { faults, chance } = this.#basis;
    this.#containers += 1;
    const id = `${fn.name}/${this.#containers}`;
    const skewMs = faults.strike('clock-wrong', fn.name)
      ? chance.whole(`skew ${fn.name}`, -MOST_SKEW_MS, MOST_SKEW_MS)
      : 0;
    return { id, kept: new Map(), skewMs, waiting: 0 };
  }

  #release({ module }: DeployedFunction, container: Container): void {
    const idle = this.#idle.get(module) ?? [];
    if (idle.length < KEPT_WARM) idle.unshift(container);
    this.#idle.set(module, idle);
  }
}

const areOfTwoDays = (from: number, until: number): boolean =>
  Math.floor(from / DAY) !== Math.floor(until / DAY);

const contextOf = (fn: DeployedFunction, left: () => number): Context => ({
  functionName: fn.name,
  functionVersion: '1',
  invokedFunctionArn: `arn:aws:lambda:local:${fn.service}:function:${fn.name}`,
  memoryLimitInMB: '512',
  awsRequestId: 'simulated',
  logGroupName: fn.name,
  logStreamName: fn.name,
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: left,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});
