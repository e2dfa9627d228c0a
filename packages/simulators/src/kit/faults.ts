import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, HANG_UP } from './answer.ts';
import { FieldReader, type Input } from './fields.ts';

/**
 * How API calls go wrong.
 * - `slow`: the work starts only after a delay; three seconds unless told.
 * - `error`: the answer is an internal error of the provider.
 * - `timeout`: no answer comes, and the connection is cut after a delay; two minutes unless told.
 * - `garbage`: the answer cannot be parsed.
 * - `rate-limit`: the provider wants fewer calls.
 * - `html`: a gateway before the provider answers with a page of its own.
 */
export const FAULT_MODES = ['none', 'slow', 'error', 'timeout', 'garbage', 'rate-limit', 'html'] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

export interface Fault {
  readonly mode: FaultMode;
  readonly delayMs: number | null;
  /** How many more calls are hit; null means all of them. */
  readonly count: number | null;
  /** Only calls whose path begins with this are hit; null means all of them. */
  readonly path: string | null;
  /** Whether the call is carried out and only its answer is lost. */
  readonly takesEffect: boolean;
}

export const NO_FAULT: Fault = { mode: 'none', delayMs: null, count: null, path: null, takesEffect: false };

/** The faults of one simulator. */
export interface FaultMenu {
  /** What a spoilt answer looks like. Modes that are not named are not offered. */
  readonly spoilt: Partial<Record<Exclude<FaultMode, 'none' | 'slow' | 'timeout'>, () => Answer>>;
  /** Which modes take effect; `as-told` lets each fault say it with `takesEffect`. */
  readonly takesEffect: readonly FaultMode[] | 'as-told';
  /** How the paths of the API begin. */
  readonly paths: string;
}

/** A call that ends before its work is begun. */
export class Spoilt extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('The call met a fault before its work.');
    this.name = 'Spoilt';
    this.answer = answer;
  }
}

const SLOW_MS = 3000;
const TIMEOUT_MS = 120_000;
const DAY_MS = 86_400_000;

/** The switch for faults. Where the fault stands is the simulator's choice, so that it can be kept with its state. */
export class FaultSwitch {
  readonly modes: readonly FaultMode[];
  readonly #place: { faults: Fault };
  readonly #menu: FaultMenu;
  readonly #stopped: AbortSignal;

  constructor(place: { faults: Fault }, menu: FaultMenu, stopped: AbortSignal) {
    const offered = ['none', 'slow', 'timeout', ...Object.keys(menu.spoilt)];
    this.modes = FAULT_MODES.filter((mode) => offered.includes(mode));
    this.#place = place;
    this.#menu = menu;
    this.#stopped = stopped;
  }

  get current(): Fault {
    return this.#place.faults;
  }

  /** Sets how calls go wrong from now on. @throws Refusal 422 */
  set(input: Input): Fault {
    const { takesEffect, paths } = this.#menu;
    const fields = new FieldReader(input);
    const told = takesEffect === 'as-told' ? ['takesEffect'] : [];
    fields.refuseOthers(['mode', 'delayMs', 'count', 'path', ...told]);
    const mode = fields.oneOf('mode', this.modes) ?? 'none';
    if (mode === 'none' && input['mode'] !== 'none' && fields.problems.length === 0)
      fields.problem('mode', `must be one of ${this.modes.join(', ')}`);
    const fault: Fault = {
      mode,
      delayMs: fields.whole('delayMs', { min: 0, max: DAY_MS }),
      count: fields.whole('count', { min: 1, max: DAY_MS }),
      path: fields.text('path'),
      takesEffect:
        takesEffect === 'as-told' ? (fields.boolean('takesEffect') ?? false) : takesEffect.includes(mode),
    };
    if (fault.path !== null && !fault.path.startsWith(paths))
      fields.problem('path', `must begin with ${paths}, because faults concern the API only`);
    fields.refuseProblems();
    this.#place.faults = mode === 'none' ? NO_FAULT : fault;
    return this.current;
  }

  clear(): void {
    this.#place.faults = NO_FAULT;
  }

  /** The fault that this call meets, counted down. */
  take(path: string): Fault {
    const fault = this.current;
    if (fault.mode === 'none' || (fault.path !== null && !path.startsWith(fault.path))) return NO_FAULT;
    if (fault.count !== null)
      this.#place.faults = fault.count > 1 ? { ...fault, count: fault.count - 1 } : NO_FAULT;
    return fault;
  }

  /** To be awaited before the work. @throws Spoilt when the fault leaves the work undone. */
  async before(fault: Fault): Promise<void> {
    if (fault.mode === 'slow') await this.#wait(fault.delayMs ?? SLOW_MS);
    const spoilt = fault.takesEffect ? undefined : await this.#spoil(fault);
    if (spoilt !== undefined) throw new Spoilt(spoilt);
  }

  /** What the caller gets after the work: its answer, or what the fault makes of it. */
  async after(fault: Fault, answer: Answer): Promise<Answer> {
    return (fault.takesEffect ? await this.#spoil(fault) : undefined) ?? answer;
  }

  async #spoil({ mode, delayMs }: Fault): Promise<Answer | undefined> {
    if (mode === 'none' || mode === 'slow') return undefined;
    if (mode !== 'timeout') return this.#menu.spoilt[mode]?.();
    await this.#wait(delayMs ?? TIMEOUT_MS);
    return HANG_UP;
  }

  async #wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopped });
  }
}
