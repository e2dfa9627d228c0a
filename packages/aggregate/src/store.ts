import type { Change, Fact, Rule, Side } from './change.ts';
import type { Declaration, RefusedSide, Versioned } from './declaration.ts';
import { decode, encode } from './encoding.ts';
import { type Item, type Items, type Refusal, type When, type Write, ABSENT } from './items.ts';
import { stillErased } from './erasure.ts';
import { checkOutbox, outboxOf } from './outbox.ts';
import { OUTBOX, OUTBOX_MARK, WRITE_IDS } from './own-attributes.ts';
import { type Reader, readerBy } from './reader.ts';
import { retrying } from './retrying.ts';
import { mergeUpdates } from './merge-updates.ts';
import { bears, newWriteId, remember, writeIdsOf } from './write-id.ts';

/** What became of the sides of a write; throw, or return to have it decided again. */
type OnRefusal<S extends Side> = (refused: readonly RefusedSide<S>[]) => void | Promise<void>;
type Options<State, S extends Side> = Readonly<{
  onRefusal?: OnRefusal<S>;
  /** The state when the caller has just read it, to save reading it again. */
  known?: State;
}>;

/** An aggregate in a table: the only way to change one. */
export type Store<State extends Versioned, F extends Fact = never, S extends Side = never> = Reader<State> &
  Readonly<{
    /**
     * Loads, lets the rule decide, and writes under the version that was read; when somebody else was first, the rule decides
     * again about what is there now. State, events and sides are one write.
     *
     * @returns the state as it is afterwards
     * @throws AppError of `notFound`; BUSY; what the rule throws
     */
    change(id: string, rule: Rule<State, F, S>, options?: Options<State, S>): Promise<State>;
    /**
     * Writes a new one, unless one with its id is there.
     * @param make decides it; asked again when a side was refused and `onRefusal` returned
     * @returns the state that is there, and whether this call made it
     */
    create(
      make: () => Change<State, F, S>,
      options?: Readonly<{ onRefusal?: OnRefusal<S> }>,
    ): Promise<Readonly<{ state: State; created: boolean }>>;
  }>;

/** Puts an aggregate into a table (or a memory). */
export function aggregateStore<State extends Versioned, F extends Fact, S extends Side>(
  declaration: Declaration<State, F, S>,
  items: Items,
): Store<State, F, S> {
  /** The ids of the last writes of what was read; a state that came from elsewhere has none. */
  const writesOf = new WeakMap<State, readonly string[]>();

  const read = (item: Item): State => {
    const state = decode(declaration, item);
    writesOf.set(state, writeIdsOf(item));
    return state;
  };
  const reader = readerBy(declaration, items, read);

  /** Writes an item and the sides of its change; on refusal says what is stored, and which sides were refused. */
  async function commit(
    change: Change<State, F, S>,
    { before, known, when }: Readonly<{ before: number; known: readonly string[]; when: When }>,
  ) {
    const id = newWriteId();
    const ids = remember(id, known);
    const { state, item } = itemOf(declaration, change, before, ids);
    const pairs = sideWrites(declaration, change);
    const { writes, origins } = mergeUpdates(pairs.map(([, parts]) => parts));
    const outcome = await items.write([{ put: item, when }, ...writes], id);
    writesOf.set(state, ids);
    if (outcome.ok) return { ok: true, state } as const;
    const own = outcome.refusals.find(({ index }) => index === 0);
    if (bears(own?.item, id)) return { ok: true, state } as const;
    const refused = outcome.refusals.flatMap((refusal) => sidesOf(refusal, pairs, origins));
    return { ok: false, own, refused } as const;
  }

  async function change(
    id: string,
    rule: Rule<State, F, S>,
    options: Options<State, S> = {},
  ): Promise<State> {
    let state = options.known ?? (await reader.read(id));
    return retrying(async () => {
      const decided = rule(state);
      if (decided === undefined) return state;
      const before = state.version;
      const asRead = { [declaration.version]: before === 0 ? ABSENT : before, ...declaration.when?.(state) };
      const outcome = await commit(decided, { before, known: writesOf.get(state) ?? [], when: asRead });
      if (outcome.ok) return outcome.state;
      if (outcome.own === undefined) await (options.onRefusal ?? declaration.onRefusal)?.(outcome.refused);
      if (outcome.own === undefined) state = await reader.read(id);
      else if (outcome.own.item === undefined) throw declaration.notFound();
      else state = read(outcome.own.item);
      return undefined;
    });
  }

  async function create(
    make: () => Change<State, F, S>,
    options: Readonly<{ onRefusal?: OnRefusal<S> }> = {},
  ) {
    return retrying(async () => {
      const outcome = await commit(make(), { before: 0, known: [], when: isNew(items.table.key) });
      if (outcome.ok) return { state: outcome.state, created: true };
      if (outcome.own?.item !== undefined) return { state: read(outcome.own.item), created: false };
      await (options.onRefusal ?? declaration.onRefusal)?.(outcome.refused);
      return undefined;
    });
  }

  return { ...reader, change, create };
}

/** The writes of a new one as a side of something else. Its condition is that there is none. */
export function creationOf<State extends Versioned, F extends Fact, S extends Side>(
  declaration: Declaration<State, F, S>,
  change: Change<State, F, S>,
): readonly Write[] {
  const { state, item } = itemOf(declaration, change, 0, [newWriteId()]);
  const when = isNew(declaration.key(declaration.idOf(state)));
  return [{ put: item, when }, ...sideWrites(declaration, change).flatMap(([, writes]) => writes)];
}

const isNew = (key: Readonly<Record<string, unknown>>): When => ({ [Object.keys(key)[0] ?? '']: ABSENT });

const sideWrites = <State extends Versioned, F extends Fact, S extends Side>(
  { sides }: Declaration<State, F, S>,
  { state, also = [] }: Change<State, F, S>,
): [S, readonly Write[]][] =>
  also.map((side) => {
    const write = sides[side.type as S['type']] as (side: S, state: State) => Write | readonly Write[];
    return [side, [write(side, state)].flat()];
  });

/** The item of a change and the state in it. @param before the version that it follows upon */
export function itemOf<State extends Versioned, F extends Fact, S extends Side>(
  declaration: Declaration<State, F, S>,
  { state: wanted, facts = [] }: Change<State, F, S>,
  before: number,
  ids: readonly string[],
): Readonly<{ state: State; item: Item }> {
  const version = before + Math.max(1, facts.length);
  const state: State = stillErased(declaration, { ...wanted, version });
  const outbox = outboxOf(declaration, { state, facts, before });
  const stored = encode(declaration, state);
  checkOutbox(declaration, stored, outbox);
  const told = outbox.length > 0 ? { [OUTBOX]: outbox, [OUTBOX_MARK]: '1' } : {};
  return { state, item: { ...stored, ...told, [WRITE_IDS]: ids } };
}

/** The sides that a refused write was for. */
const sidesOf = <S extends Side>(
  { index, item }: Refusal,
  pairs: readonly (readonly [S, readonly Write[]])[],
  origins: readonly (readonly number[])[],
): RefusedSide<S>[] =>
  (origins[index - 1] ?? []).flatMap((at) => {
    const side = pairs[at]?.[0];
    return side === undefined ? [] : [{ side, item }];
  });
