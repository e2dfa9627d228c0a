import { parseArgs } from 'node:util';
import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { CREDENTIALS, type PortName, readPorts, REGION } from '@cartless/local-aws';

const HELP = `Usage: pnpm replay <service> [--stage dev] [--aws]

Reads again from the table's stream what the relay of a service could not publish (its dead-letter queue says which
changes), and gives it to the relay once more. A stream keeps changes for 24 hours.`;

/** What Lambda tells of a batch of a stream that it gave up. */
type GivenUp = Readonly<{
  DDBStreamBatchInfo: Readonly<{
    shardId: string;
    startSequenceNumber: string;
    endSequenceNumber: string;
    streamArn: string;
  }>;
}>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stage: { type: 'string', default: 'dev' }, aws: { type: 'boolean', default: false } },
});
const [service] = positionals;
if (service === undefined || !['users', 'orders', 'logistics'].includes(service)) throw new Error(HELP);

const ports = readPorts();
const at = (port: PortName) =>
  values.aws ? {} : { endpoint: `http://localhost:${ports[port]}`, region: REGION, credentials: CREDENTIALS };
const sqs = new SQSClient(at('messaging'));
const streams = new DynamoDBStreamsClient(at('dynamodb'));
const lambda = new LambdaClient(at(`${service}-lambda` as PortName));

const { QueueUrl } = await sqs.send(
  new GetQueueUrlCommand({ QueueName: `cartless-${values.stage}-${service}-relay-dead-letters` }),
);
for (;;) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 1,
      VisibilityTimeout: 60,
      WaitTimeSeconds: 1,
    }),
  );
  const [message] = Messages;
  if (message === undefined) break;
  const { DDBStreamBatchInfo: batch } = JSON.parse(message.Body ?? '{}') as GivenUp;
  const records = await readBatch(batch);
  await relay(records);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  console.log(`${records.length} changes from ${batch.startSequenceNumber} on were published`);
}
console.log('nothing is left to replay');

async function readBatch(batch: GivenUp['DDBStreamBatchInfo']): Promise<StreamRecord[]> {
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn: batch.streamArn,
      ShardId: batch.shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: batch.startSequenceNumber,
    }),
  );
  const records: StreamRecord[] = [];
  let next = ShardIterator;
  while (next !== undefined) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator: next }));
    for (const record of page.Records ?? []) {
      records.push(record);
      if (record.dynamodb?.SequenceNumber === batch.endSequenceNumber) return records;
    }
    next = (page.Records ?? []).length === 0 ? undefined : page.NextShardIterator;
  }
  throw new Error(
    `The stream no longer holds all changes up to ${batch.endSequenceNumber}; the message stays.`,
  );
}

/** @throws Error when the relay fails again or leaves some out; the message then stays in its queue */
async function relay(records: readonly StreamRecord[]): Promise<void> {
  const Records = records.map((record) => ({ ...record, eventSource: 'aws:dynamodb' }));
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `cartless-${service}-${values.stage}-relay`,
      Payload: JSON.stringify({ Records }),
    }),
  );
  const text = Buffer.from(answer.Payload ?? []).toString('utf8');
  const result = JSON.parse(text) as { batchItemFailures?: unknown[] };
  if (answer.FunctionError !== undefined || result.batchItemFailures?.length !== 0) {
    throw new Error(`The relay did not publish it; its log says why. It answered ${text}`);
  }
}
