import { taskHandler } from '@cartless/lambda';
import { foldRollUps } from '../fold-roll-ups.ts';
import { ground } from '../../service.ts';

export const handler = taskHandler('fold roll-ups', async () => {
  const { items, shards, generation, now } = ground();
  return { moved: await foldRollUps({ items, shards, generation: await generation() }, now()) };
});
