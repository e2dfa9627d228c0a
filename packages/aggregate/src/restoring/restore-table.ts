import { isDeepStrictEqual } from 'node:util';
import type { OutboxEntry } from '@cartless/domain';
import type { Item, Items, Key } from '../items.ts';
import { MOST_IN_BATCH } from '../limits.ts';
import { ERASED_AT, OUTBOX, OUTBOX_MARK } from '../own-attributes.ts';
import { keyOf, nameOfKey } from '../page.ts';
import { compare } from '../range.ts';
import { type ChangeLog, type LoggedChange } from './change-log.ts';
import type { RestoringRules } from './restorable.ts';

export type Restoring = Readonly<{
  rules: RestoringRules;
  /** The table that is restored, as it is now. Nobody else may write to it meanwhile. */
  items: Items;
  /** The table as it was at a point in time; not needed where the log tells of every item that was harmed. */
  base?: AsyncIterable<Item> | Iterable<Item>;
  /** What changed since, to the end, or as far as it is known. */
  log: ChangeLog;
  /** ISO 8601: from then on changes are left out. */
  until?: string | undefined;
  /** Which items it is about; all of them when left out. */
  of?: ((key: Key) => boolean) | undefined;
  /** Whether the log has every change since the base. Where it has not, each aggregate may have gone on unseen. */
  isComplete: boolean;
  /** ISO 8601: what was told before is not told again. */
  toldSince: string;
  now: Date;
  /** Is told of each aggregate that is there afterwards, and of the version that is known of it: what others know beyond it was lost. */
  known?: ((subject: string, version: number) => void) | undefined;
  /** Without it nothing is written, and it is only said what would be. */
  write: boolean;
}>;

/** Something that does not come back: what became of an item after the point to which it goes back. */
export type LeftOut = Readonly<{
  key: Key;
  /** `order`, `user`; undefined for an item that is no aggregate. */
  kind: string | undefined;
  outcome: 'put back' | 'removed';
  /** The ids of the events that others know of it. */
  told: readonly string[];
}>;

export type Restored = {
  looked: number;
  put: number;
  removed: number;
  /** How many aggregates go on in another epoch. */
  raised: number;
  leftOut: LeftOut[];
  /** Items that are not what the log says they were last: somebody writes, or the log is not whole. */
  changing: Key[];
};

/**
 * Puts a table back to what it was: each item as the log had it last before `until`, or as it is in the base. An aggregate of which
 * something is left out, or may be, goes on under versions of another epoch, so that nobody takes what it tells from now on for what they
 * know already; and it tells how it stands. What stays as it is is not written.
 *
 * Asking twice is harmless. From the first item that is changing on nothing is written; ask without `write` before.
 */
export async function restoreTable(restoring: Restoring): Promise<Restored> {
  const { rules, base = [], log, of = () => true } = restoring;
  const restored: Restored = { looked: 0, put: 0, removed: 0, raised: 0, leftOut: [], changing: [] };
  const waiting: Wanted[] = [];
  const numbers = new Map<unknown, Item>();
  const [hash = '', sort = ''] = Object.keys(rules.table.key);
  const work = async (size: number): Promise<void> => {
    if (waiting.length < size) return;
    await settle(restoring, waiting.splice(0), restored);
  };
  for (const changes of log.values()) {
    const [first] = changes;
    if (first === undefined || !of(first.key)) continue;
    waiting.push({ key: first.key, item: undefined, changes });
    await work(MOST_IN_BATCH);
  }
  for await (const item of base) {
    const key = keyOf(rules.table, item);
    if (log.has(nameOfKey(rules.table, key)) || !of(key)) continue;
    waiting.push({ key, item, changes: [] });
    const next = rules.numbers?.isOf(item) === true ? rules.numbers.goOnAfter(item) : undefined;
    const last = numbers.get(item[hash]);
    if (next !== undefined && (last === undefined || compare(last[sort], next[sort]) < 0))
      numbers.set(item[hash], next);
    await work(MOST_IN_BATCH);
  }
  await work(1);
  if (!restoring.isComplete && restoring.write) await restoring.items.putMany([...numbers.values()]);
  return restored;
}

type Wanted = Readonly<{ key: Key; item: Item | undefined; changes: readonly LoggedChange[] }>;

async function settle(
  { rules, items, write, ...restoring }: Restoring,
  wanted: readonly Wanted[],
  restored: Restored,
): Promise<void> {
  const nameOf = (item: Item): string => nameOfKey(rules.table, item);
  const found = await items.getMany(
    wanted.map(({ key }) => key),
    { consistent: true },
  );
  const stored = new Map(found.map((item) => [nameOf(item), item]));
  const puts: Item[] = [];
  for (const one of wanted) {
    const present = stored.get(nameOf(one.key));
    const { item, known, raised, leftOut } = wantedItem(one, present, { rules, ...restoring });
    restored.looked += 1;
    if (known !== undefined) restoring.known?.(known.subject, known.version);
    if (leftOut !== undefined) restored.leftOut.push(leftOut);
    if (isDeepStrictEqual(item, present)) continue;
    if (present !== undefined && one.changes.length > 0 && !isDeepStrictEqual(present, last(one)))
      restored.changing.push(one.key);
    if (raised) restored.raised += 1;
    if (item === undefined) restored.removed += 1;
    else {
      restored.put += 1;
      puts.push(item);
    }
    if (item === undefined && write && restored.changing.length === 0)
      await items.write([{ delete: one.key }]);
  }
  if (write && restored.changing.length === 0) await items.putMany(puts);
}

const last = ({ changes }: Wanted): Item | undefined => changes.at(-1)?.after;

function wantedItem(
  { key, item: based, changes }: Wanted,
  present: Item | undefined,
  {
    rules,
    until,
    isComplete,
    toldSince,
    now,
  }: Pick<Restoring, 'rules' | 'until' | 'isComplete' | 'toldSince' | 'now'>,
) {
  const cut = cutOf(changes, rules, until);
  const item =
    cut > 0 ? keptBy(changes[cut - 1], rules, until) : changes.length > 0 ? changes[0]?.before : based;
  const left = changes.slice(cut);
  const images = [item, ...left.map(({ after }) => after), present].filter((one) => one !== undefined);
  const kind = rules.aggregates.find(({ isOf }) => images.some(isOf));
  const above = Math.max(0, ...images.map((one) => kind?.versionOf(one) ?? 0));
  const told = left.flatMap(toldBy);
  const leftOut: LeftOut | undefined =
    told.length === 0
      ? undefined
      : { key, kind: kind?.name, outcome: item === undefined ? 'removed' : 'put back', told };
  if (item === undefined) return { item, raised: false, leftOut };
  const known = kind && { subject: kind.subjectOf(item), version: kind.versionOf(item) };
  const marked = untold(item, toldSince);
  const isCertain = isComplete || changes.length > 0;
  if (kind === undefined || (isCertain && above <= kind.versionOf(item)))
    return { item: isDeepStrictEqual(item, present) ? item : marked, known, raised: false, leftOut };
  return { item: kind.raised(marked, now.toISOString(), above), known, raised: true, leftOut };
}

/** How many of an item's changes are kept. Nobody is ever made known again who was erased. */
function cutOf(
  changes: readonly LoggedChange[],
  { stays }: RestoringRules,
  until: string | undefined,
): number {
  const any = changes.at(-1)?.after ?? changes.at(-1)?.before;
  if (until === undefined || (any !== undefined && stays(any))) return changes.length;
  const first = changes.findIndex(({ at }) => at >= until);
  if (first === -1) return changes.length;
  const erased = changes.findIndex(
    ({ before, after }) => before?.[ERASED_AT] === undefined && after?.[ERASED_AT] !== undefined,
  );
  return Math.max(first, erased + 1);
}

/** What is there after a change; where nothing is taken back, what was deleted since is there too. */
const keptBy = (
  change: LoggedChange | undefined,
  { stays }: RestoringRules,
  until: string | undefined,
): Item | undefined => {
  const { at = '', before, after } = change ?? {};
  const isHarm = after === undefined && until !== undefined && at >= until;
  return isHarm && before !== undefined && stays(before) ? before : after;
};

/** The ids of the events that a change told. */
function toldBy({ before, after }: LoggedChange): string[] {
  const known = new Set(entriesOf(before).map(idOf));
  return entriesOf(after)
    .map(idOf)
    .filter((id) => !known.has(id));
}

const entriesOf = (item: Item | undefined): readonly OutboxEntry[] =>
  (item?.[OUTBOX] as readonly OutboxEntry[] | undefined) ?? [];
const idOf = ({ s, n, type }: OutboxEntry): string => `${s}.${n} ${type}`;

/** Without the mark by which the relay would tell once more what was told long ago. */
function untold(item: Item, since: string): Item {
  if (entriesOf(item).some(({ at }) => at >= since)) return item;
  const { [OUTBOX_MARK]: _, ...rest } = item;
  return rest;
}
