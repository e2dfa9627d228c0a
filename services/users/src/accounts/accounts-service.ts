import type { Admit } from '@cartless/lambda';
import { storedUsers } from '../service.ts';
import { actingAccount } from './acting-account.ts';

/** Lets only staff pass whose own account is active: other people's accounts are theirs to look at and change as long as it is. */
export const admit: Admit = async ({ userId }) => {
  await actingAccount(storedUsers(), userId);
};
