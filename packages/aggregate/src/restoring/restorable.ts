import type { Fact, Instant, Side } from '../change.ts';
import type { Declaration, Versioned } from '../declaration.ts';
import { decode } from '../encoding.ts';
import type { Item } from '../items.ts';
import { ERASED_AT, OUTBOX, OUTBOX_MARK } from '../own-attributes.ts';
import { itemOf } from '../store.ts';
import type { Table } from '../table.ts';
import { newWriteId } from '../write-id.ts';

/**
 * The versions of an aggregate that is put back go on at the next multiple: above all that was ever told of it, and above what may have
 * been told and is not known any more. An event's sequence has ten digits, so there is room for ten thousand of them.
 */
export const EPOCH = 1_000_000;

/** A kind of aggregate, as far as putting one back has to know it. */
export type Restorable = Readonly<{
  name: string;
  isOf: (item: Item) => boolean;
  /** Whom its events are about. */
  subjectOf: (item: Item) => string;
  versionOf: (item: Item) => number;
  /**
   * The item as it is put back: under a version of the next epoch, with what it has to tell so that others know again how things stand.
   * @param above the highest version that is known of it
   */
  raised: (item: Item, at: Instant, above: number) => Item;
}>;

/**
 * Says how aggregates of a declaration are put back.
 *
 * @param isOf whether an item is one of them
 * @param standing the facts that say how it stands, and not what has happened: those that others can be told again. Their data come
 *   from the state alone
 */
export const restorable = <State extends Versioned, F extends Fact, S extends Side>(
  declaration: Declaration<State, F, S>,
  {
    isOf,
    standing = () => [],
  }: Readonly<{ isOf: (item: Item) => boolean; standing?: (state: State) => readonly F['type'][] }>,
): Restorable => ({
  name: declaration.name,
  isOf,
  subjectOf: (item) => declaration.idOf(decode(declaration, item)),
  versionOf: (item) => (item[declaration.version] as number | undefined) ?? 0,
  raised(item, at, above) {
    const state = decode(declaration, item);
    const before = (Math.floor(above / EPOCH) + 1) * EPOCH;
    const facts = standing(state).map((type) => ({ type, at }) as F);
    const raised = itemOf(declaration, { state, facts }, before, [newWriteId()]).item;
    const outbox = [item[OUTBOX] ?? [], raised[OUTBOX] ?? []].flat();
    return {
      ...raised,
      // What it told with its last write may not be published yet.
      ...(outbox.length > 0 && { [OUTBOX]: outbox }),
      ...(item[OUTBOX_MARK] !== undefined && { [OUTBOX_MARK]: item[OUTBOX_MARK] }),
      ...(item[ERASED_AT] !== undefined && { [ERASED_AT]: item[ERASED_AT] }),
    };
  },
});

/** All that restoring a service's table has to know of it. */
export type RestoringRules = Readonly<{
  table: Table;
  aggregates: readonly Restorable[];
  /** What was said to somebody outside, or by somebody outside, is never taken back: numbers of documents, letters that were sent. */
  stays: (item: Item) => boolean;
  /** Numbers that count themselves. Where nobody knows how far they had come, those that may have been given out are left out for good. */
  numbers?: Readonly<{ isOf: (item: Item) => boolean; goOnAfter: (last: Item) => Item }>;
}>;
