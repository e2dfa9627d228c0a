import { taskHandler } from '@cartless/lambda';
import { carryOver } from '../../adapters/pending-roll-ups.ts';
import { place } from '../../container.ts';

export const handler = taskHandler('carry over', async () => {
  const { client, table, shards, generation } = place();
  const live = await generation();
  let entries = 0;
  for (let shard = 0; shard < shards; shard += 1) {
    entries += await carryOver({ client, table, generation: live, shard });
  }
  return { entries };
});
