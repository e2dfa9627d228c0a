import type { Fact, Side } from './change.ts';
import type { Declaration, Readable, Versioned } from './declaration.ts';
import type { Item } from './items.ts';
import { ERASED_AT, OWN_ATTRIBUTES } from './own-attributes.ts';

/** A state as an item, with its key, version and index attributes; without outbox and write ids. */
export function encode<State extends Versioned, F extends Fact, S extends Side>(
  { key, idOf, version, toItem, indexes }: Declaration<State, F, S>,
  state: State,
): Item {
  return {
    ...toItem(state),
    ...indexes?.(state),
    ...key(idOf(state)),
    [version]: state.version,
    ...(state.erasedAt !== undefined && { [ERASED_AT]: state.erasedAt }),
  };
}

/** The state in an item. An item from before it had a version has version 0. */
export function decode<State extends Versioned>({ version, fromItem }: Readable<State>, item: Item): State {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(item)) if (!OWN_ATTRIBUTES.has(name)) kept[name] = item[name];
  const erasedAt = item[ERASED_AT];
  return {
    ...fromItem(kept),
    version: (item[version] as number | undefined) ?? 0,
    ...(erasedAt !== undefined && { erasedAt }),
  } as State;
}
