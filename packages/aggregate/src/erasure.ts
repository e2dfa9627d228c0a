import type { Instant } from './change.ts';
import type { Personal, Versioned } from './declaration.ts';

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
