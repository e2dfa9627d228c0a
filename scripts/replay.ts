import { parseArgs } from 'node:util';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { OUTBOX_MARK } from '@cartless/aggregate';
import { CREDENTIALS, type PortName, readPorts, REGION } from '@cartless/local-aws';
import { publishAgain, publishChanges } from './publish-again.ts';
import { streamChanges } from './restoring/stream-changes.ts';

const HELP = `Usage: pnpm replay <service> [--stage dev] [--aws] [--since 2026-11-27T08:00:00Z [--until …] [--stream]]

Gives to a service's relay once more what its dead-letter queue holds: changes that it parked whole because they could not be
published, and places in the stream, which keeps changes for 24 hours.

--since finds by a scan what the table's items have told since then, whether it was published or not, and publishes it
again: for the time after a relay was silent for longer than its stream lasts. Consumers know what they have seen.

--stream takes all that the table's stream tells since then, and not only what items told last: for a service that has lost what
it had heard. A stream holds 24 hours.`;

/** What Lambda tells of a batch of a stream that it gave up, or a record that the relay parked. */
type GivenUp = Readonly<{
  dynamodb?: unknown;
  DDBStreamBatchInfo: Readonly<{
    shardId: string;
    startSequenceNumber: string;
    endSequenceNumber: string;
    streamArn: string;
  }>;
}>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    since: { type: 'string' },
    until: { type: 'string' },
    stream: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [service] = positionals;
if (values.help || service === undefined || !['users', 'orders', 'logistics', 'analytics'].includes(service))
  throw new Error(HELP);

const ports = readPorts();
const at = (port: PortName) =>
  values.aws ? {} : { endpoint: `http://localhost:${ports[port]}`, region: REGION, credentials: CREDENTIALS };
const sqs = new SQSClient(at('messaging'));
const streams = new DynamoDBStreamsClient(at('dynamodb'));
const lambda = new LambdaClient(at(`${service}-lambda` as PortName));
const relay = (records: readonly object[]): Promise<void> =>
  publishAgain(lambda, { service, stage: values.stage }, records);

if (values.since !== undefined) {
  const [since, until] = [new Date(values.since), new Date(values.until ?? Date.now())];
  const publish = values.stream ? publishStream : publishTold;
  console.log(`${await publish(since.toISOString(), until.toISOString())} changes were published again`);
  process.exit(0);
}

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
  const given = JSON.parse(message.Body ?? '{}') as GivenUp;
  const records =
    given.dynamodb === undefined ? await readBatch(given.DDBStreamBatchInfo) : [given as StreamRecord];
  await relay(records);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  console.log(`published ${records.length} changes`);
}
console.log('nothing is left to replay');

/** Reads the whole table and gives the relay each item that told something in a span of time, as if it were new. */
async function publishTold(since: string, until: string): Promise<number> {
  const dynamodb = new DynamoDBClient(at('dynamodb'));
  const TableName = `cartless-${values.stage}-${service}`;
  let published = 0;
  for await (const { Items = [] } of paginateScan(
    { client: dynamodb },
    {
      TableName,
      FilterExpression: '#mark = :one',
      ExpressionAttributeNames: { '#mark': OUTBOX_MARK },
      ExpressionAttributeValues: { ':one': { S: '1' } },
    },
  )) {
    const told = Items.filter(({ outbox }) => {
      const times = (outbox?.L ?? []).map((entry) => entry.M?.['at']?.S ?? '');
      return times.some((time) => time >= since && time <= until);
    });
    await relay(told.map((NewImage) => ({ dynamodb: { SequenceNumber: 'again', NewImage } })));
    published += told.length;
  }
  return published;
}

/** Gives the relay all changes of a span of time that the stream of the table holds. */
async function publishStream(since: string, until: string): Promise<number> {
  const changes = [];
  for await (const change of streamChanges(streams, `cartless-${values.stage}-${service}`))
    if (change.at >= since && change.at <= until) changes.push(change);
  return publishChanges(lambda, { service: service ?? '', stage: values.stage }, changes);
}

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
