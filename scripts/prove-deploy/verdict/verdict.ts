import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from '../account/account.ts';
import { deadLetters } from './dead-letters.ts';
import { type Deployed, functionsOf } from './functions.ts';
import { decisionsIn, doneByLambda, type Right, rightsOf, unusedRights } from './permissions.ts';

/** @throws Error naming the functions that nothing ran within some milliseconds from now */
export async function everyFunctionRan(account: Account, stage: string, patienceMs: number): Promise<string> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const functions = await functionsOf(account, stage);
    const idle = functions.filter(({ runs }) => runs === 0).map(({ name }) => name);
    const told = `${functions.length - idle.length} of ${functions.length} functions ran`;
    if (idle.length === 0 && functions.length > 0) return told;
    if (Date.now() > until) throw new Error(`${told}; not ${idle.join(', ')}`);
    await pause(1000);
  }
}

/** @throws Error naming what IAM or a resource's own policy refused to a function */
export async function nothingRefused(account: Account, stage: string): Promise<string> {
  const decisions = decisionsIn(account.decisions).filter(({ role }) =>
    role.startsWith(`cartless-${stage}-`),
  );
  const refused = decisions.filter(({ allowed }) => !allowed);
  const lines = (await functionsOf(account, stage)).flatMap(({ name, complaints }) =>
    complaints.filter((line) => /AccessDenied|not authorized/.test(line)).map((line) => `${name}: ${line}`),
  );
  if (refused.length + lines.length > 0)
    throw new Error([...new Set([...refused.map(named), ...lines])].join('\n'));
  return `${decisions.length} calls of functions, none refused`;
}

/** @param planted queues that hold what a journey gave them on purpose, and how much */
export async function nothingGivenUp(
  account: Account,
  stage: string,
  planted: ReadonlyMap<string, number>,
): Promise<string> {
  const held = [...(await deadLetters(account, stage))].filter(
    ([queue, count]) => count !== planted.get(queue),
  );
  if (held.length > 0) throw new Error(held.map(([queue, count]) => `${queue} holds ${count}`).join(', '));
  return 'no dead letter';
}

/** What roles may and nobody needed, by function. */
export async function unused(account: Account, functions: readonly Deployed[]): Promise<readonly Right[]> {
  const rights = await rightsOf(
    account,
    functions.map(({ role }) => role),
  );
  const byLambda = functions.flatMap((one) => doneByLambda(one, rights));
  return unusedRights(rights, [...decisionsIn(account.decisions), ...byLambda]);
}

export const named = ({ role, action, resource }: Right): string => `${role}: ${action} on ${resource}`;
