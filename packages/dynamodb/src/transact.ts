import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { defineError } from '@cartless/domain';

export const Busy = defineError('unavailable', 'BUSY', {
  en: 'Too many people want the same thing at this moment. Try again.',
  'zh-CN': '当前请求过于集中，请重试。',
});

type Item = Readonly<Record<string, unknown>>;
type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** One refused condition: which of the items, and what was stored there when `ReturnValuesOnConditionCheckFailure` asked. */
export type Refusal = Readonly<{ index: number; item: Item | undefined }>;

/** Whether a transaction was written, or which of its conditions did not hold (then nothing was written). */
export type TransactOutcome = Readonly<{ ok: true } | { ok: false; refusals: readonly Refusal[] }>;

/** Reasons that pass by themselves: another transaction or the partition's limit was in the way. */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

type Options = Readonly<{
  /** How often a transaction that only met others is tried; default 8. */
  attempts?: number;
  /** The longest first pause in milliseconds; it doubles with every try, and a random part of it is waited. */
  pauseMs?: number;
}>;

/**
 * Writes up to 100 items atomically. Meeting another transaction is not a failure: it is tried again after a pause
 * with full jitter. A condition that does not hold is an answer, not an exception.
 *
 * @throws AppError BUSY when others were in the way at every try; SDK errors otherwise
 */
export async function transactWrite(
  client: DynamoDBDocumentClient,
  items: TransactItems,
  { attempts = 8, pauseMs = 20 }: Options = {},
): Promise<TransactOutcome> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const reasons = await tryOnce(client, items);
    if (reasons === undefined) return { ok: true };
    const refusals = reasons.flatMap(({ Code, Item: item }, index) =>
      Code === 'ConditionalCheckFailed' ? [{ index, item: item && unmarshall(item) }] : [],
    );
    if (refusals.length > 0) return { ok: false, refusals };
    if (attempt < attempts - 1) await pause(Math.random() * pauseMs * 2 ** attempt);
  }
  throw Busy({ details: { retryAfter: 1 } });
}

/** @returns undefined when written, else the reasons of the items in their order. */
async function tryOnce(client: DynamoDBDocumentClient, items: TransactItems) {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: items }));
    return undefined;
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    const known = reasons.some(({ Code }) => Code === 'ConditionalCheckFailed' || PASSING.has(Code ?? ''));
    if (known) return reasons;
    if (error instanceof Error && error.name === 'TransactionInProgressException') return [];
    throw error;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
