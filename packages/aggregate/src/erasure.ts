import type { Fact, Instant, Side } from './change.ts';
import type { Declaration, Personal, Versioned } from './declaration.ts';
import { decode, encode } from './encoding.ts';
import type { Item } from './items.ts';
import { OWN_ATTRIBUTES } from './own-attributes.ts';

/**
 * A state without what it tells of a person, marked as erased; undefined when it bears the mark already. What is personal
 * says the declaration. Nothing is recognised by a value, because people can type any.
 */
export function erased<State extends Versioned>(
  { personal }: Readonly<{ personal?: Personal<State> }>,
  state: State,
  at: Instant,
): State | undefined {
  return state.erasedAt === undefined ? withoutPerson(personal, state, at) : undefined;
}

/** What is written to somebody's data after they were erased is erased in the same write: a late scan, a decision's reason. */
export const stillErased = <State extends Versioned>(
  { personal }: Readonly<{ personal?: Personal<State> }>,
  state: State,
): State => (state.erasedAt === undefined ? state : withoutPerson(personal, state, state.erasedAt));

/**
 * An item as it would be if its personal data had been erased with its last write: for copies of it that lie elsewhere. What it
 * has to tell stays.
 */
export function erasedItem<State extends Versioned, F extends Fact, S extends Side>(
  declaration: Declaration<State, F, S>,
  item: Item,
  at: Instant,
): Item {
  const kept = Object.entries(item).filter(([name]) => OWN_ATTRIBUTES.has(name));
  const state = decode(declaration, item);
  const clean = withoutPerson(declaration.personal, state, state.erasedAt ?? at);
  return { ...Object.fromEntries(kept), ...encode(declaration, clean) };
}

function withoutPerson<State extends Versioned>(
  personal: Personal<State> | undefined,
  state: State,
  at: Instant,
): State {
  const replacements = (personal ?? {}) as Record<string, 'drop' | ((value: unknown) => unknown) | undefined>;
  const left = Object.entries(state).flatMap(([name, value]): [string, unknown][] => {
    const how = replacements[name];
    if (how === undefined || value === undefined || value === null) return [[name, value]];
    return how === 'drop' ? [] : [[name, how(value)]];
  });
  return { ...(Object.fromEntries(left) as State), erasedAt: at };
}
