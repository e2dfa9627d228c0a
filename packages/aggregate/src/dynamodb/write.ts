import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { retrying } from '../retrying.ts';
import { refuseTooLate } from '../too-late.ts';
import { keyOf } from '../page.ts';
import type { Item, Outcome, When, Write } from '../items.ts';
import { bears, counts, remember, writeIdsOf } from '../write-id.ts';
import { WRITE_IDS } from '../own-attributes.ts';
import { conditionOf, Placeholders, updateOf } from './expression.ts';
import type { Table } from '../table.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type At = Readonly<{ client: DynamoDBDocumentClient; table: Table; name: string }>;

/** Reasons that pass by themselves: another transaction or the partition's limit was in the way. */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
/**
 * Errors that pass by themselves. An internal one may come after the write: that is as if the answer had been lost.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const PASSING_ERRORS =
  /^(InternalServerError|RequestLimitExceeded|(TransactionInProgress|TransactionConflict|ProvisionedThroughputExceeded|Throttling)Exception)$/;
const RETURN_OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** Writes all or nothing, again while only others are in the way. */
export async function writeAll(at: At, writes: readonly Write[], id: string): Promise<Outcome> {
  if (writes.length === 0) return { ok: true };
  const [first, ...others] = writes;
  return retrying(async () => {
    refuseTooLate();
    return first !== undefined && others.length === 0 && !('check' in first)
      ? writeOne(at, first, id)
      : transact(at, writes, id);
  });
}

/** One item alone. An answer that was lost is recognised by the id that the item bears. */
async function writeOne(
  at: At,
  write: Exclude<Write, { check: unknown }>,
  id: string,
): Promise<Outcome | undefined> {
  try {
    const item = await send(at, recognisable(write, id));
    return { ok: true, ...(item && { item }) };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      const item = error.Item && unmarshall(error.Item);
      if (bears(item, id) && item !== undefined) return { ok: true, item };
      return { ok: false, refusals: [{ index: 0, item }] };
    }
    if (isPassing(error)) return undefined;
    throw error;
  }
}

/** With the id of the write where repeating it would be refused, or would count twice. */
function recognisable(write: Exclude<Write, { check: unknown }>, id: string): typeof write {
  if ('delete' in write) return write;
  if ('put' in write) {
    if (write.when === undefined) return write;
    return { ...write, put: { ...write.put, [WRITE_IDS]: remember(id, writeIdsOf(write.put)) } };
  }
  const set = { ...write.set, [WRITE_IDS]: [id] };
  // A set that grows twice by the same has grown once.
  if (!counts(write)) return write.when === undefined ? write : { ...write, set };
  const unwritten = { [WRITE_IDS]: { lacks: id } };
  return { ...write, set, when: [write.when ?? {}].flat().map((one) => ({ ...one, ...unwritten })) };
}

async function send(
  { client, table, name }: At,
  write: Exclude<Write, { check: unknown }>,
): Promise<Item | undefined> {
  const holders = new Placeholders();
  const when =
    write.when === undefined ? {} : { ConditionExpression: conditionOf(write.when, holders), ...RETURN_OLD };
  if ('put' in write) {
    await client.send(new PutCommand({ TableName: name, Item: write.put, ...when, ...holders.all }));
    return undefined;
  }
  if ('delete' in write) {
    const Key = keyOf(table, write.delete);
    await client.send(new DeleteCommand({ TableName: name, Key, ...when, ...holders.all }));
    return undefined;
  }
  const UpdateExpression = updateOf(write, holders);
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName: name,
      Key: keyOf(table, write.update),
      UpdateExpression,
      ...when,
      ...holders.all,
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Attributes;
}

/** @returns undefined when only others were in the way */
async function transact(at: At, writes: readonly Write[], id: string): Promise<Outcome | undefined> {
  const items = writes.map((write) => transactItem(at, write));
  try {
    // The token makes a repetition of the same transaction within ten minutes a success.
    await at.client.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: id }));
    return { ok: true };
  } catch (error) {
    if (isPassing(error)) return undefined;
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    const refusals = reasons.flatMap(({ Code, Item: item }, index) =>
      Code === 'ConditionalCheckFailed' ? [{ index, item: item && unmarshall(item) }] : [],
    );
    // Later than the token is remembered for, the id in one of the items tells.
    if (refusals.some(({ item }) => bears(item, id))) return { ok: true };
    if (refusals.length > 0) return { ok: false, refusals };
    if (reasons.some(({ Code }) => PASSING.has(Code ?? ''))) return undefined;
    throw error;
  }
}

/** Whether the database was only too busy. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Error && PASSING_ERRORS.test(error.name);

function transactItem({ table, name }: At, write: Write): TransactItem {
  const holders = new Placeholders();
  const condition = (when: When | undefined) =>
    when === undefined ? {} : { ConditionExpression: conditionOf(when, holders), ...RETURN_OLD };
  if ('put' in write) {
    const when = condition(write.when);
    return { Put: { TableName: name, Item: write.put, ...when, ...holders.all } };
  }
  if ('update' in write) {
    const UpdateExpression = updateOf(write, holders);
    const when = condition(write.when);
    return {
      Update: { TableName: name, Key: keyOf(table, write.update), UpdateExpression, ...when, ...holders.all },
    };
  }
  if ('delete' in write) {
    const when = condition(write.when);
    return { Delete: { TableName: name, Key: keyOf(table, write.delete), ...when, ...holders.all } };
  }
  const ConditionExpression = conditionOf(write.when, holders);
  const Key = keyOf(table, write.check);
  return { ConditionCheck: { TableName: name, Key, ConditionExpression, ...RETURN_OLD, ...holders.all } };
}
