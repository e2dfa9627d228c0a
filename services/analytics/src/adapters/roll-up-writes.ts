import { randomBytes } from 'node:crypto';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Dimension } from '../domain/dimension.ts';
import type { RollUpChange } from '../domain/roll-up.ts';
import { foldedPartition, type Generation, rollUpPartition, rollUpSort } from './keys.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Item = Readonly<Record<string, unknown>>;

/** The attribute of a folded roll-up that holds the birth of what was folded into it last from a shard. */
export const foldedFrom = (shard: number): string => `@${shard}`;

/**
 * The write that makes a stored roll-up grow; it creates what is not there. `version` counts the writes, and `birth`
 * tells a roll-up from an earlier one of the same key that was folded.
 */
export function rollUpWrite(
  table: string,
  generation: Generation,
  shard: number,
  { dimension, value, period, adds, label }: RollUpChange,
): TransactItem {
  const Key = { pk: rollUpPartition(generation, dimension, shard), sk: rollUpSort(period, value) };
  const birth = randomBytes(6).toString('base64url');
  return { Update: { TableName: table, Key, ...growth({ ...adds, version: 1 }, { ...label }, { birth }) } };
}

/**
 * The two writes of a transaction that move a roll-up, as it was read, from its shard to the folded ones. They are
 * refused when it has grown since.
 */
export function foldWrites(
  table: string,
  generation: Generation,
  dimension: Dimension,
  shard: number,
  item: Item,
): [TransactItem, TransactItem] {
  const { pk, sk, version, birth, title, category, ...sums } = item;
  const labels = Object.entries({ title, category, [foldedFrom(shard)]: birth });
  const set = Object.fromEntries(labels.filter((entry): entry is [string, string] => entry[1] !== undefined));
  return [
    {
      Delete: {
        TableName: table,
        Key: { pk, sk },
        ConditionExpression:
          version === undefined
            ? 'attribute_exists(pk) AND attribute_not_exists(#version)'
            : '#version = :version AND #birth = :birth',
        ExpressionAttributeNames:
          version === undefined ? { '#version': 'version' } : { '#version': 'version', '#birth': 'birth' },
        ...(version !== undefined && {
          ExpressionAttributeValues: { ':version': version, ':birth': birth },
        }),
      },
    },
    {
      Update: {
        TableName: table,
        Key: { pk: foldedPartition(generation, dimension), sk },
        ...growth(sums as Readonly<Record<string, number>>, set, {}),
      },
    },
  ];
}

/** An update that adds, sets, and sets what is not there yet. */
function growth(
  adds: Readonly<Record<string, number>>,
  sets: Readonly<Record<string, string>>,
  firsts: Readonly<Record<string, string>>,
) {
  const entries = [...Object.entries(adds), ...Object.entries(sets), ...Object.entries(firsts)];
  const place = new Map(entries.map(([name], i) => [name, i]));
  const each = (part: object, write: (i: number) => string) =>
    Object.keys(part).map((name) => write(place.get(name) ?? 0));
  const add = each(adds, (i) => `#${i} :${i}`);
  const set = [
    ...each(sets, (i) => `#${i} = :${i}`),
    ...each(firsts, (i) => `#${i} = if_not_exists(#${i}, :${i})`),
  ];
  return {
    UpdateExpression: [
      ...(add.length > 0 ? [`ADD ${add.join(', ')}`] : []),
      ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:${i}`, value])),
  };
}
