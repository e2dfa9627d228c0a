import { taskHandler } from '@cartless/lambda';
import { carryOver } from '../pending-roll-ups.ts';
import { ground } from '../../service.ts';

export const handler = taskHandler('carry over', async () => {
  const { items, shards, generation } = ground();
  const live = await generation();
  let entries = 0;
  for (let shard = 0; shard < shards; shard += 1) {
    entries += await carryOver({ items, generation: live, shard });
  }
  return { entries };
});
