import { taskHandler } from '@cartless/lambda';
import { foldRollUps } from '../fold-roll-ups.ts';
import { place } from '../../service.ts';

export const handler = taskHandler('fold roll-ups', async () => {
  const { generation, ...own } = place();
  return { moved: await foldRollUps({ ...own, generation: await generation() }, new Date()) };
});
