import { mayAct } from '@cartless/domain';
import type { Admit } from '@cartless/lambda';
import { standings } from '../service.ts';

/** Lets only staff pass whose own account is open: goods are theirs to move as long as it is. */
export const admit: Admit = async ({ userId }) => mayAct(await standings().read(userId));
