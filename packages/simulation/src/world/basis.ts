import { Chance, byteSource } from './chance.ts';
import { type FaultRates, Faults } from './faults.ts';
import { type Container, currentInvocation, type Invocation } from './running.ts';
import type { Meter } from './meter.ts';
import { Scheduler } from './scheduler.ts';

export type Mail = Readonly<{ by: string; to: string; subject: string; text: string; at: number }>;
type Fields = Readonly<Record<string, unknown>>;
export type LogEntry = Readonly<{
  level: 'warn' | 'error';
  by: string;
  message: string;
  fields: Fields;
  at: number;
}>;

/** A message that is no more. @param code why it was parked, if it was */
type Dropped = Readonly<{ queue: string; body: string; code: string | undefined }>;

/** What a call of a function did with a message of a queue by itself. */
type Handled = Readonly<{
  by: Invocation;
  did: 'sent' | 'deleted';
  queue: string;
  /** Undefined when it was not there any more. */
  body: string | undefined;
}>;

/** What a history is made of beside its actors. */
export type Setting = Readonly<{
  seed: number;
  rates: FaultRates;
  /** Only these faults, when given. */
  only?: ReadonlySet<string> | undefined;
  /** Whether a queue is subscribed to anything, and whether a function is started by streams and schedules, `orders relay` say. */
  hears?: ((queue: string) => boolean) | undefined;
  starts?: ((fn: string) => boolean) | undefined;
  /** Counts what everything costs. */
  meter?: Meter | undefined;
  /** Is told each step in words; nobody puts words together when there is nobody to read them. */
  log?: ((line: string) => void) | undefined;
}>;

export const START = Date.parse('2026-03-02T08:00:00Z');
const LONGEST_TURN_MS = 60;

/** Time, chance, faults, and what is written down of a history: what every part of the world stands on. */
export class Basis {
  readonly scheduler = new Scheduler(START);
  readonly chance: Chance;
  readonly meter: Meter | undefined;
  readonly faults: Faults;
  readonly draw: (bytes: Uint8Array) => void;
  readonly mails: Mail[] = [];
  readonly written: LogEntry[] = [];
  /** Messages that nobody handled in the time for which their queue keeps them. */
  readonly dropped: Dropped[] = [];
  /** What functions sent to queues and deleted from them, in order. */
  readonly handled: Handled[] = [];
  /** What functions counted, by metric. */
  readonly counts = new Map<string, number>();
  /** How often each route gave each answer: `placeOrder 201`. */
  readonly answers = new Map<string, number>();
  /** How far all clocks of functions have stepped. */
  clockStepMs = 0;
  /** Whether clocks of functions were wrong, or have stepped, so near to midnight of UTC that they disagree about the day of something. */
  isDayUnsure = false;
  /** Where code runs that belongs to no function: of invariants, say. */
  readonly desk: Container = { id: 'desk', kept: new Map(), skewMs: 0, waiting: 0 };
  readonly #log: Setting['log'];

  constructor({ seed, rates, only, log, meter }: Setting) {
    this.meter = meter;
    this.#log = log;
    this.chance = new Chance(seed);
    this.faults = new Faults(this.chance, rates, only);
    this.draw = byteSource(seed);
  }

  /** Waits for its turn at something that another machine does. A process may crash right before it. */
  turn(what: string): Promise<void> {
    const invocation = currentInvocation();
    const { chance, faults, scheduler } = this;
    if (invocation === undefined)
      return new Promise((resolve) => void scheduler.after(chance.whole(what, 1, LONGEST_TURN_MS), resolve));
    invocation.container.waiting += 1;
    return new Promise((resolve) => {
      const ms =
        chance.whole(what, 1, LONGEST_TURN_MS) +
        (faults.strike('slow', what) ? chance.whole(what, 500, 9000) : 0);
      scheduler.after(ms, () => {
        if (invocation.dead) return;
        if (faults.strike('crash-before', what)) return invocation.crash(`before ${what}`);
        invocation.container.waiting -= 1;
        resolve();
      });
    });
  }

  /** The other machine has done it; the process may crash before it hears of it. */
  answered(what: string): Promise<void> | undefined {
    const invocation = currentInvocation();
    if (invocation === undefined || !this.faults.strike('crash-after', what)) return undefined;
    invocation.crash(`after ${what}`);
    return new Promise(() => undefined);
  }

  /** Lets time pass for an actor. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.scheduler.after(ms, resolve));
  }

  note(line: () => string): void {
    this.#log?.(`${new Date(this.scheduler.now).toISOString()} ${line()}`);
  }

  wrote(level: LogEntry['level'], message: string, fields: Fields): void {
    const by = currentInvocation()?.fn.name ?? 'desk';
    this.written.push({ level, by, message, fields, at: this.scheduler.now });
    const { error } = fields;
    this.note(() => `${by} logs ${level}: ${message}${error instanceof Error ? `: ${error.message}` : ''}`);
  }

  handles(did: Handled['did'], queue: string, body: string | undefined): void {
    const by = currentInvocation();
    if (by !== undefined) this.handled.push({ by, did, queue, body });
  }

  counted(name: string, value: number): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + value);
  }

  moved(route: string, status: number, code: string): void {
    const answer = `${route} ${status}${code === '' ? '' : ` ${code}`}`;
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }
}
