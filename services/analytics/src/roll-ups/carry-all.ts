import { carrySamples } from '../buyers/buyer-samples-store.ts';
import { bookingWaiting } from '../facts/facts-service.ts';
import type { TimeLeft } from '../facts/ports.ts';
import type { Ground } from '../ground.ts';
import { carryOver } from './pending-roll-ups.ts';

/**
 * Goes on with all that consumers left: facts that wait to be booked, for half of the time at most, then what roll-ups grow by, and samples.
 * What keeps some facts from being booked keeps nothing else.
 *
 * @returns how much was done, and of how many kinds and shards something is left
 * @throws why facts could not be booked, when the rest is done
 */
export async function carryAll(own: Ground, timeLeft: TimeLeft) {
  const half = timeLeft() / 2;
  const firstHalf: TimeLeft = () => (half === Infinity ? Infinity : timeLeft() - half);
  const failed: unknown[] = [];
  const waiting = await bookingWaiting(own)(firstHalf).catch((error: unknown) => {
    failed.push(error);
    return { booked: 0, isLeft: true };
  });
  const { items, zones, shards, now } = own;
  const generation = await own.generation();
  let entries = 0;
  let left = waiting.isLeft ? 1 : 0;
  for (let shard = 0; shard < shards; shard += 1) {
    const limits = { timeLeft, most: Infinity };
    const { carried, isLeft } = await carryOver({ items, generation, zones, shard, now }, limits);
    entries += carried;
    left += isLeft ? 1 : 0;
  }
  left += (await carrySamples(own, timeLeft)) ? 1 : 0;
  for (const error of failed) throw error;
  return { facts: waiting.booked, entries, left };
}
