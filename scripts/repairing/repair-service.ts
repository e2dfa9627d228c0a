import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { type Finding, repairTable } from '@cartless/aggregate/repairing';
import { itemsIn } from '../restoring/items-in.ts';
import { RULES } from '../restoring/rules.ts';
import { AGREEMENTS } from './agreements.ts';

/** The services whose transactions can be looked after; the numbers of analytics are counted anew instead. */
export const REPAIRABLE: readonly string[] = Object.keys(AGREEMENTS);

/**
 * Reads the table of a service, finds the halves of transactions, and makes whole what can be. Nobody may write meanwhile.
 *
 * @throws Error for a service that has nothing to repair, and for a table that is not there
 */
export async function repairService(
  client: DynamoDBDocumentClient,
  { service, stage }: Readonly<{ service: string; stage: string }>,
  { write, now = new Date() }: Readonly<{ write: boolean; now?: Date }>,
): Promise<readonly Finding[]> {
  const [agreements, rules] = [AGREEMENTS[service], RULES[service]];
  if (agreements === undefined || rules === undefined)
    throw new Error(`There is nothing to repair in ${service}; ${REPAIRABLE.join(', ')} can be repaired.`);
  const name = `cartless-${stage}-${service}`;
  const items = dynamoItems(client, name, rules.table);
  try {
    return await repairTable({ items, all: () => itemsIn(client, name), agreements, now, write });
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new Error(`There is no table ${name} in this region; is it the right stage?`, { cause: error });
  }
}

/** What was found, a line for each, and how many of each kind. */
export function findings(service: string, found: readonly Finding[]): string {
  if (found.length === 0) return `${service}: every transaction is whole`;
  const lines = found.map(({ outcome, says }) => `  ${outcome.padEnd(13)}  ${says}`);
  const groups = Map.groupBy(found, ({ outcome }) => outcome);
  const counts = [...groups].map(([outcome, all]) => `${all.length} ${outcome}`);
  return [...lines, `${service}: ${counts.join(', ')}`].join('\n');
}
