import { isRecord } from './is-record.ts';

/** What a `ReportBatchItemFailures` answer says about its batch. */
export type BatchOutcome =
  | { readonly failed: 'none' }
  | { readonly failed: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly failed: 'all'; readonly reason: string };

/**
 * Reads a `ReportBatchItemFailures` answer by Lambda's rules: nothing, or a null, missing or empty list, means that
 * all went well; an empty, missing or unknown `itemIdentifier` makes the whole batch fail.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function readBatchResponse(payload: unknown, batchIds: ReadonlySet<string>): BatchOutcome {
  if (payload === null || payload === undefined || payload === '') return { failed: 'none' };
  if (!isRecord(payload))
    return { failed: 'all', reason: 'the answer is not an object with batchItemFailures' };
  const failures = payload['batchItemFailures'];
  if (failures === null || failures === undefined) return { failed: 'none' };
  if (!Array.isArray(failures)) return { failed: 'all', reason: 'batchItemFailures is not a list' };
  const ids = new Set<string>();
  for (const failure of failures as readonly unknown[]) {
    const id = isRecord(failure) ? failure['itemIdentifier'] : undefined;
    if (typeof id !== 'string' || id === '') {
      return { failed: 'all', reason: 'batchItemFailures has an entry without itemIdentifier' };
    }
    if (!batchIds.has(id)) return { failed: 'all', reason: `itemIdentifier "${id}" is not in the batch` };
    ids.add(id);
  }
  return ids.size === 0 ? { failed: 'none' } : { failed: 'some', ids };
}
