import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

type Item = Readonly<Record<string, unknown>>;

/** What became of a conditional write: the answer, or the item as it is stored (when the command asked for it). */
export type Conditional<T> = Readonly<{ ok: true; value: T } | { ok: false; item: Item | undefined }>;

/**
 * Sends a write whose condition may fail and makes that an answer. Ask for the stored item with
 * `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'`; it costs nothing.
 */
export async function conditional<T>(write: Promise<T>): Promise<Conditional<T>> {
  try {
    return { ok: true, value: await write };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { ok: false, item: error.Item && unmarshall(error.Item) };
  }
}
