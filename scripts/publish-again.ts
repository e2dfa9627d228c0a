import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/**
 * Has a service's relay publish changes of its table once more. Consumers know what they have seen.
 *
 * @param records as the table's stream has them
 * @throws Error when the relay fails again or leaves some out
 */
export async function publishAgain(
  lambda: LambdaClient,
  { service, stage }: Readonly<{ service: string; stage: string }>,
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
