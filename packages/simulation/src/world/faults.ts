import type { Chance } from './chance.ts';

type Kind = Readonly<{
  /** How often at most: a history has some kinds of faults, at a part of that. */
  most: number;
  /** A call of a table ends with an error, be it that nothing was done or that the answer was lost. */
  failsCall?: true;
}>;

/** What can go wrong. */
export const FAULTS = {
  'database-throttled': { most: 0.03, failsCall: true },
  'connection-refused': { most: 0.15, failsCall: true },
  'write-lost-before': { most: 0.03, failsCall: true },
  'write-lost-after': { most: 0.03, failsCall: true },
  'write-repeated': { most: 0.05 },
  'index-stale': { most: 0.3 },
  'crash-before': { most: 0.02 },
  'crash-after': { most: 0.02 },
  'cold-container': { most: 0.3 },
  slow: { most: 0.02 },
  'topic-down': { most: 0.1 },
  'producer-older': { most: 0.1 },
  'event-doubled': { most: 0.15 },
  'event-late': { most: 0.1 },
  'event-days-late': { most: 0.02 },
  'message-doubled': { most: 0.05 },
  'stream-stopped': { most: 0.02 },
  'provider-unreachable': { most: 0.1 },
  'provider-down': { most: 0.02 },
  'provider-answer-lost': { most: 0.1 },
  'provider-slow': { most: 0.1 },
  'webhook-doubled': { most: 0.2 },
  'webhook-late': { most: 0.1 },
  'carrier-contradicts': { most: 0.4 },
  'carrier-clock-wrong': { most: 0.1 },
  'amount-wrong': { most: 0.25 },
  'mail-refused': { most: 0.05 },
  'mail-uncertain': { most: 0.02 },
  'clock-wrong': { most: 0.3 },
  'clock-stepped': { most: 0.005 },
  'table-lost': { most: 0.5 },
  'items-harmed': { most: 0.5 },
} as const satisfies Readonly<Record<string, Kind>>;
export type FaultKind = keyof typeof FAULTS;
export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

/** How often each kind of fault befalls what it can befall, from 0 to 1. */
export type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

/** The faults of a history. A fault has a name, so that a shorter history can have some of them and no others. */
export class Faults {
  readonly #chance: Chance;
  readonly #rates: FaultRates;
  readonly #only: ReadonlySet<string> | undefined;
  readonly happened: string[] = [];
  /** When false, nothing goes wrong any more. */
  on = false;

  /** @param only these, by name, when given */
  constructor(chance: Chance, rates: FaultRates, only: ReadonlySet<string> | undefined) {
    this.#chance = chance;
    this.#rates = rates;
    this.#only = only;
  }

  /** Whether a fault of a kind befalls something now. */
  strike(kind: FaultKind, what: string): boolean {
    const rate = this.#rates[kind];
    if (!this.on || rate === undefined) return false;
    const { count, drawn } = this.#chance.numberedOf(kind, what);
    if (drawn >= rate) return false;
    const fault = `${kind}@${what}#${count}`;
    if (this.#only?.has(fault) === false) return false;
    this.happened.push(fault);
    return true;
  }
}

/** The kind of a fault, by its name. */
export const kindOf = (fault: string): FaultKind => fault.slice(0, fault.indexOf('@')) as FaultKind;

/** Whether a fault, by its name, made a call of a table fail. @param call how such a call is named: `mailShopper get orders` */
export function failedCall(fault: string, call: RegExp): boolean {
  const kind: Kind = FAULTS[kindOf(fault)];
  return kind.failsCall === true && call.test(fault.slice(fault.indexOf('@') + 1));
}
