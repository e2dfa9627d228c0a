/**
 * Chance that hangs on names: what befalls a thing follows from the seed, the name of the thing and how often it was asked about,
 * and not from what else happens. So a history stays what it is when a part of it is left out.
 */
export class Chance {
  readonly #seed: number;
  readonly #asked: Asked = new Map();
  /** As {@link #asked}, of names of two parts: texts that are put together are slow to look up. */
  readonly #askedOf = new Map<string, Asked>();

  constructor(seed: number) {
    this.#seed = seed >>> 0;
  }

  /** A number from 0 to below 1, another one each time that it is asked under a name. */
  next(name: string): number {
    return numberedIn(this.#asked, name, startOf(this.#seed)).drawn;
  }

  /** How often `kind@what` was asked about before, and the number of `kind@what#count`; counts this time. */
  numberedOf(kind: string, what: string): Readonly<{ count: number; drawn: number }> {
    const asked = this.#askedOf.get(kind) ?? new Map();
    this.#askedOf.set(kind, asked);
    return numberedIn(asked, what, startOf(this.#seed), kind);
  }

  /** A number of a name that is always the same. */
  of(name: string): number {
    return unit(finished(mixed(name, startOf(this.#seed))));
  }

  /** A whole number from `from` to `to`, both included. */
  whole(name: string, from: number, to: number): number {
    return from + Math.floor(this.next(name) * (to - from + 1));
  }

  pick<T>(name: string, choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.next(name) * choices.length)] ?? choices[0];
  }
}

/** By name: how often it was asked about, and the hash of `name#`, which the count goes on from. */
type Asked = Map<string, { count: number; readonly hash: number }>;

function numberedIn(
  all: Asked,
  name: string,
  start: number,
  kind?: string,
): Readonly<{ count: number; drawn: number }> {
  let asked = all.get(name);
  if (asked === undefined) {
    const before = kind === undefined ? start : mixed('@', mixed(kind, start));
    asked = { count: 0, hash: mixed('#', mixed(name, before)) };
    all.set(name, asked);
  }
  const { count, hash } = asked;
  asked.count += 1;
  return { count, drawn: unit(finished(mixed(String(count), hash))) };
}

const unit = (hash: number): number => hash / 2 ** 32;

const startOf = (seed: number): number => 0x811c9dc5 ^ seed;

/** FNV-1a: a text after what the hash has seen before. */
function mixed(text: string, before: number): number {
  let hash = before;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** The finish of MurmurHash3, so that neighbours have nothing in common. */
function finished(mixture: number): number {
  let hash = Math.imul(mixture ^ (mixture >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Bytes one after the other: where code asks for randomness itself, and any will do. @see https://prng.di.unimi.it (splitmix32) */
export function byteSource(seed: number): (bytes: Uint8Array) => void {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return (bytes) => {
    let left = 0;
    let current = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      if (left === 0) {
        current = word();
        left = 4;
      }
      bytes[index] = current & 0xff;
      current >>>= 8;
      left -= 1;
    }
  };
}
