import { taskHandler } from '@cartless/lambda';
import { foldRollUps } from '../fold-roll-ups.ts';
import { ground } from '../../service.ts';

export const handler = taskHandler('fold roll-ups', async () => {
  const { items, shards, zones, generation, now } = ground();
  return { moved: await foldRollUps({ items, shards, zones, generation: await generation() }, now()) };
});
