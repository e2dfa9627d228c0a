export const FAULT_MODES = ['none', 'slow', 'error', 'timeout', 'garbage'] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

/**
 * What goes wrong with the next API calls.
 * - `slow`: the work starts only after `delayMs`.
 * - `error`: a 500; nothing is done.
 * - `timeout`: the work is done, no answer comes, and the connection is cut after `delayMs`.
 * - `garbage`: the work is done and the answer is not JSON.
 */
export interface Fault {
  readonly mode: FaultMode;
  readonly delayMs: number;
  /** How many more calls it meets; null for all. */
  readonly count: number | null;
  /** Only calls whose path begins with this. */
  readonly path: string;
}

export const NO_FAULT: Fault = { mode: 'none', delayMs: 0, count: null, path: '/v1/' };
const DEFAULT_DELAY_MS = { none: 0, slow: 3000, error: 0, timeout: 120_000, garbage: 0 } as const;

export class FaultSwitch {
  #current = NO_FAULT;

  get current(): Fault {
    return this.#current;
  }

  set(fault: { mode: FaultMode; delayMs?: number; count?: number; path?: string }): void {
    const { mode, delayMs = DEFAULT_DELAY_MS[mode], count = null, path = '/v1/' } = fault;
    this.#current = mode === 'none' ? NO_FAULT : { mode, delayMs, count, path };
  }

  /** The fault that this call meets, counted down. */
  take(path: string): Fault {
    const fault = this.#current;
    if (fault.mode === 'none' || !path.startsWith(fault.path)) return NO_FAULT;
    if (fault.count !== null) {
      this.#current = fault.count > 1 ? { ...fault, count: fault.count - 1 } : NO_FAULT;
    }
    return fault;
  }
}
