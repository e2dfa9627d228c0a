import { ABSENT, type Item, type Items, type Write } from '@cartless/aggregate';
import { tallyKey } from '../orders-table.ts';
import { NOTHING_TAKEN, type Taken, type Tally } from './shopper-limit.ts';

/** The tallies of a shopper by what they are of; each that is asked for is there. */
export type ReadTallies = (userId: string, of: readonly string[]) => Promise<ReadonlyMap<string, Tally>>;

/** Each order has two attributes of its own, so that giving back is an addition and needs no read. */
const UNITS = 'q#';
const AT = 'a#';

/** Reads tallies, strongly consistent, in one request; none when nothing is asked for. */
export const readTallies =
  (items: Items): ReadTallies =>
  async (userId, of) => {
    const found = await items.getMany(
      of.map((what) => tallyKey(userId, what)),
      { consistent: true },
    );
    const byKey = new Map(found.map((item) => [item['sk'], item]));
    return new Map(of.map((what) => [what, toTally(byKey.get(tallyKey(userId, what).sk))]));
  };

export function toTally(item: Item | undefined): Tally {
  if (item === undefined) return NOTHING_TAKEN;
  const taken = Object.entries(item).flatMap(([name, units]): Taken[] => {
    if (!name.startsWith(UNITS)) return [];
    const orderId = name.slice(UNITS.length);
    // Given back after the tally was gone: an entry without a time, which counts for nothing.
    return [{ orderId, units: units as number, at: (item[`${AT}${orderId}`] as number | undefined) ?? 0 }];
  });
  return { version: item['v'] as number, taken };
}

/** Writes a tally, unless it is not the one any more that was read. @param until when nothing in it counts any more */
export function takeWrite(
  userId: string,
  of: string,
  { seen, taken, until }: Readonly<{ seen: number; taken: readonly Taken[]; until: number | undefined }>,
): Write {
  const entries = taken.flatMap(({ orderId, units, at }) => [
    [`${UNITS}${orderId}`, units],
    [`${AT}${orderId}`, at],
  ]);
  // Never a version that it had before, also when the database has deleted it in between.
  const version = Math.max(seen + 1, ...taken.map(({ at }) => at));
  return {
    put: {
      ...tallyKey(userId, of),
      v: version,
      ...(Object.fromEntries(entries) as Item),
      ...(until !== undefined && { expiresAt: Math.ceil(until / 1000) }),
    },
    when: seen === 0 ? { pk: ABSENT } : { v: seen },
  };
}

/** Takes units of an order off a tally. */
export const giveBackWrite = (userId: string, of: string, orderId: string, units: number) => ({
  update: tallyKey(userId, of),
  add: { [`${UNITS}${orderId}`]: -units, v: 1 },
});

/** Puts what an order took on a tally that lacks it. */
export const addWrite = ({
  userId,
  of,
  orderId,
  units,
  at,
}: Readonly<{ userId: string; of: string; orderId: string; units: number; at: number }>) => ({
  update: tallyKey(userId, of),
  set: { [`${AT}${orderId}`]: at },
  add: { [`${UNITS}${orderId}`]: units, v: 1 },
});
