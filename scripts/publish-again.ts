import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { marshall } from '@aws-sdk/util-dynamodb';
import { OUTBOX_MARK } from '@cartless/aggregate';
import type { LoggedChange } from '@cartless/aggregate/restoring';

type Relay = Readonly<{ service: string; stage: string }>;
/** So many records a relay gets at most, as from its stream. */
export const AT_ONCE = 100;

/**
 * Has a service's relay publish changes of its table once more. Consumers know what they have seen.
 *
 * @param records as the table's stream has them, any number
 * @throws Error when the relay fails again or leaves some out
 */
export async function publishAgain(
  lambda: LambdaClient,
  relay: Relay,
  records: readonly object[],
): Promise<void> {
  for (let i = 0; i < records.length; i += AT_ONCE)
    await publishSome(lambda, relay, records.slice(i, i + AT_ONCE));
}

async function publishSome(
  lambda: LambdaClient,
  { service, stage }: Relay,
  records: readonly object[],
): Promise<void> {
  const Records = records.map((record) => ({ ...record, eventSource: 'aws:dynamodb' }));
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `cartless-${service}-${stage}-relay`,
      Payload: JSON.stringify({ Records }),
    }),
  );
  const text = Buffer.from(answer.Payload ?? []).toString('utf8');
  const result = JSON.parse(text) as { batchItemFailures?: unknown[] };
  if (answer.FunctionError !== undefined || result.batchItemFailures?.length !== 0) {
    throw new Error(`The relay did not publish it; its log says why. It answered ${text}`);
  }
}

/** Has a relay publish what changes told, in their order. @returns how many told something */
export async function publishChanges(
  lambda: LambdaClient,
  relay: Relay,
  changes: readonly LoggedChange[],
): Promise<number> {
  const told = changes
    .filter(({ after }) => after?.[OUTBOX_MARK] !== undefined)
    .toSorted((one, other) => (one.order < other.order ? -1 : 1));
  await publishAgain(lambda, relay, told.map(recordOf));
  return told.length;
}

const recordOf = ({ order, before, after }: LoggedChange) => ({
  dynamodb: {
    SequenceNumber: String(order),
    ...(before && { OldImage: marshall(before) }),
    ...(after && { NewImage: marshall(after) }),
  },
});
