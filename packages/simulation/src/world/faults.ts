import type { Chance } from './chance.ts';

/** What can go wrong, each with how often at most: a history has some of them, at a part of that. */
export const FAULTS = {
  'database-throttled': 0.03,
  'connection-refused': 0.15,
  'write-lost-before': 0.03,
  'write-lost-after': 0.03,
  'write-repeated': 0.05,
  'index-stale': 0.3,
  'crash-before': 0.02,
  'crash-after': 0.02,
  'cold-container': 0.3,
  slow: 0.02,
  'topic-down': 0.1,
  'producer-older': 0.1,
  'event-doubled': 0.15,
  'event-late': 0.1,
  'event-days-late': 0.02,
  'message-doubled': 0.05,
  'stream-stopped': 0.02,
  'provider-unreachable': 0.1,
  'provider-down': 0.02,
  'provider-answer-lost': 0.1,
  'provider-slow': 0.1,
  'webhook-doubled': 0.2,
  'webhook-late': 0.1,
  'carrier-contradicts': 0.4,
  'carrier-clock-wrong': 0.1,
  'amount-wrong': 0.25,
  'mail-refused': 0.05,
  'mail-uncertain': 0.02,
  'clock-wrong': 0.3,
  'clock-stepped': 0.005,
  'table-lost': 0.5,
  'items-harmed': 0.5,
} as const satisfies Readonly<Record<string, number>>;
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
