import { taskHandler } from '@cartless/lambda';
import { carrySamples } from '../../buyers/buyer-samples-store.ts';
import { bookingWaiting } from '../../facts/facts-service.ts';
import { carryOver } from '../pending-roll-ups.ts';
import { ground } from '../../service.ts';

export const handler = taskHandler('carry over', async (timeLeft) => {
  const { items, shards, zones, generation, now } = ground();
  const waiting = await bookingWaiting(ground())(timeLeft);
  const live = await generation();
  let entries = 0;
  let left = waiting.isLeft ? 1 : 0;
  for (let shard = 0; shard < shards; shard += 1) {
    const limits = { timeLeft, most: Infinity };
    const { carried, isLeft } = await carryOver({ items, generation: live, zones, shard, now }, limits);
    entries += carried;
    left += isLeft ? 1 : 0;
  }
  left += (await carrySamples({ items, generation }, timeLeft)) ? 1 : 0;
  return { facts: waiting.booked, entries, left };
});
