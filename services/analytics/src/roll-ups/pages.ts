import type { Generation } from '../analytics-table.ts';
import { dayOf, slotOf } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';
import { foldedKeys, type Group as Blocks } from './folded-roll-up.ts';
import type { RollUpChange } from './roll-up.ts';

/** The most items that DynamoDB writes in one transaction. */
export const TRANSACTION_ITEMS = 100;
/** More changes than fit into a page: the four blocks of a day are folded into the same items. */
const MORE_THAN_FIT = 4 * TRANSACTION_ITEMS;

type Place = Readonly<{ generation: Generation; zones: readonly Zone[]; now: () => Date }>;
type Group = Omit<Blocks, 'blocks'>;

/** Tells blocks of UTC days that are over, which may be folded at once. Months are added up in their own way. */
export function overAt(now: Date): (change: RollUpChange) => boolean {
  const today = dayOf(slotOf(now));
  return ({ period }) => period.includes('T') && period.slice(0, 10) < today;
}

/** Pages of changes that a transaction adds each. What is folded into the same items is together, a day always. */
export function* pagesOf(
  place: Place,
  changes: readonly RollUpChange[],
): Generator<readonly RollUpChange[], void, void> {
  const isOver = overAt(place.now());
  const sorted = changes
    .map((change) => [placeOf(change, isOver(change)), change] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, change]) => change);
  for (let begin = 0; begin < sorted.length;) {
    const page = pageOf(place, isOver, sorted.slice(begin, begin + MORE_THAN_FIT));
    yield page;
    begin += page.length;
  }
}

/** The first of some changes: as many as one transaction adds, with the page's own entry and the marks of its months. */
function pageOf(
  { generation, zones }: Place,
  isOver: (change: RollUpChange) => boolean,
  changes: readonly RollUpChange[],
): readonly RollUpChange[] {
  const written = new Set<string>();
  let before: Group | undefined;
  for (const [count, change] of changes.entries()) {
    const { dimension, value, period } = change;
    const day = period.slice(0, 10);
    // Sorted, the blocks of a day of a value follow one another, and are folded into the same items.
    if (before?.day === day && before.value === value && before.dimension === dimension) continue;
    written.add(`late#${period.slice(0, 7)}`);
    if (isOver(change)) {
      before = { dimension, value, day };
      for (const { pk, sk } of foldedKeys(before, { generation, zones })) written.add(pk + sk);
    } else written.add(`${dimension}#${period}#${value}`);
    if (1 + written.size > TRANSACTION_ITEMS && count > 0) return changes.slice(0, count);
  }
  return changes;
}

/** What is not folded comes last, by its time. */
const placeOf = ({ dimension, value, period }: RollUpChange, isOver: boolean): string =>
  isOver ? `${dimension}#${value}#${period}` : `~${period}`;
