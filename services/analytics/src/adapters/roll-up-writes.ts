import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { RollUpChange } from '../domain/roll-up.ts';
import { type Generation, rollUpPartition, rollUpSort } from './keys.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The write that makes a stored roll-up grow; it creates what is not there. */
export function rollUpWrite(
  table: string,
  generation: Generation,
  shard: number,
  { dimension, value, period, adds, label }: RollUpChange,
): TransactItem {
  const names = Object.keys(adds);
  const labels = Object.entries(label ?? {});
  const set = labels.length === 0 ? '' : ` SET ${labels.map(([name]) => `#${name} = :${name}`).join(', ')}`;
  return {
    Update: {
      TableName: table,
      Key: { pk: rollUpPartition(generation, dimension, shard), sk: rollUpSort(period, value) },
      UpdateExpression: `ADD ${names.map((name) => `#${name} :${name}`).join(', ')}${set}`,
      ExpressionAttributeNames: Object.fromEntries(
        [...names, ...labels.map(([name]) => name)].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: Object.fromEntries(
        [...Object.entries(adds), ...labels].map(([name, value]) => [`:${name}`, value]),
      ),
    },
  };
}
