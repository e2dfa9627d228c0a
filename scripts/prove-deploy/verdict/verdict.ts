import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from '../account/account.ts';
import { deadLetters, heldIn } from './dead-letters.ts';
import { type Deployed, functionsOf } from './functions.ts';
import {
  type Decision,
  decisionsIn,
  doneByLambda,
  type Right,
  rightsOf,
  unusedRights,
} from './permissions.ts';

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
  const functions = await functionsOf(account, stage);
  const { calls, refused } = judged(decisionsIn(account.decisions), stage);
  const lines = functions.flatMap(({ name, complaints }) =>
    complaints.filter((line) => /AccessDenied|not authorized/.test(line)).map((line) => `${name}: ${line}`),
  );
  if (refused.length + lines.length > 0) throw new Error([...refused, ...new Set(lines)].join('\n'));
  return `${calls} calls of functions, none refused`;
}

/** How many decisions were about roles of a stage, and which of them were refusals, each named once. */
export function judged(
  decisions: readonly Decision[],
  stage: string,
): Readonly<{ calls: number; refused: readonly string[] }> {
  const own = decisions.filter(({ role }) => role.startsWith(`cartless-${stage}-`));
  return {
    calls: own.length,
    refused: [...new Set(own.filter(({ allowed }) => !allowed).map(named))],
  };
}

/** @param planted queues that hold what a journey gave them on purpose, and how much */
export async function nothingGivenUp(
  account: Account,
  stage: string,
  planted: ReadonlyMap<string, number>,
): Promise<string> {
  const held = [...(await deadLetters(account, stage))].filter(
    ([queue, letters]) => letters.length !== planted.get(queue),
  );
  if (held.length > 0) throw new Error(held.map(([queue, letters]) => heldIn(queue, letters)).join(', '));
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

/** How many rights there are of each action, the most first. */
export function byAction(rights: readonly Right[]): string {
  const counts = [...Map.groupBy(rights, ({ action }) => action)].map(
    ([action, some]) => [action, some.length] as const,
  );
  return counts
    .toSorted(([, one], [, other]) => other - one)
    .map(([action, count]) => `${action} ${count}`)
    .join(', ');
}

export const named = ({ role, action, resource }: Right): string => `${role}: ${action} on ${resource}`;
