import type { Seen } from './normal-form.ts';

/** Ids that contain others begin so; what follows is in the ids of parcels and returns. */
const CORE = /^(?:ord|usr)_(.+)$/;
const NUMBER = /^\d{8}-[0-9A-Z]+-[0-9A-Z]$/;

/** Which name of a thing in one shop is which in another. Names are found also within others. */
export class Ids {
  readonly #there = new Map<string, string>();
  readonly #back = new Map<string, string>();

  /** Two names of the same thing. */
  pair(here: string, there: string): void {
    if (here === there || here === '' || there === '' || this.#there.has(here)) return;
    this.#there.set(here, there);
    this.#back.set(there, here);
    const [core, otherCore] = [CORE.exec(here)?.[1], CORE.exec(there)?.[1]];
    if (core !== undefined && otherCore !== undefined) this.pair(core, otherCore);
    // A parcel is named after its order's number.
    if (NUMBER.test(here) && NUMBER.test(there)) this.pair(plain(here), plain(there));
  }

  /** What two answers call the same things. */
  pairAnswers(here: unknown, there: unknown): void {
    if (typeof here === 'string' && typeof there === 'string') {
      if (isName(here) && isName(there)) this.pair(here, there);
    } else if (Array.isArray(here) && Array.isArray(there)) {
      if (here.length === there.length)
        for (const [index, one] of here.entries()) this.pairAnswers(one, there[index]);
    } else if (isRecord(here) && isRecord(there))
      for (const [name, one] of Object.entries(here)) this.pairAnswers(one, there[name]);
  }

  /** What two shops that hold the same call the same things. */
  pairSeen(here: Seen['ids'], there: Seen['ids']): void {
    for (const [owner, names] of Object.entries(here)) {
      const others = there[this.there(owner)];
      if (others?.length === names.length)
        for (const [index, name] of names.entries()) this.pair(name, others[index] ?? '');
    }
  }

  /** A value of here in the names of there. */
  there<T>(value: T): T {
    return translated(value, this.#there);
  }

  /** A value of there in the names of here. */
  here<T>(value: T): T {
    return translated(value, this.#back);
  }
}

/** What chance or a provider has named: nothing that people wrote, and no times. */
const isName = (text: string): boolean =>
  NUMBER.test(text) ||
  /^[a-z]{2,5}_[\w-]+$/i.test(text) ||
  /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ||
  /^[\w-]{20,}$/.test(text);
const plain = (number: string): string => number.replaceAll('-', '').toLowerCase();
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function translated<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (value === undefined || names.size === 0) return value;
  const longestFirst = [...names.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map((name) => RegExp.escape(name)).join('|'), 'g');
  const text = JSON.stringify(value).replaceAll(pattern, (name) => names.get(name) ?? name);
  return JSON.parse(text) as T;
}
