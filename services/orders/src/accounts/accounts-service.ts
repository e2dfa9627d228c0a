import { mayAct } from '@cartless/domain';
import type { Admit } from '@cartless/lambda';
import { ground } from '../service.ts';
import { readStanding } from './standing-store.ts';

/** Lets only staff pass whose own account is open: prices, stock and money are theirs to move as long as it is. */
export const admit: Admit = async ({ userId }) => mayAct(await readStanding(ground().items)(userId));
