import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type Shard,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Key } from '@cartless/aggregate';
import type { LoggedChange } from '@cartless/aggregate/restoring';

/** An open shard answers with empty pages before it has told everything: so many in a row, with pauses, are taken for its end. */
const EMPTY_PAGES = 10;
const PAUSE_MS = 200;
/** Sequence numbers have at most 40 digits. */
const LONGEST_NUMBER = 10n ** 40n;

/**
 * All that the streams of a table tell: the last 24 hours, also of one that was deleted since.
 * @throws Error when the table never had a stream
 */
export async function* streamChanges(
  client: DynamoDBStreamsClient,
  table: string,
): AsyncGenerator<LoggedChange> {
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: table }));
  if (Streams.length === 0) throw new Error(`There is no stream of ${table}.`);
  // A stream is named by the time of its creation; numbers of different ones cannot be compared.
  const arns = Streams.map(({ StreamArn = '' }) => StreamArn).toSorted();
  for (const [place, StreamArn] of arns.entries())
    for await (const { ShardId } of shardsOf(client, StreamArn))
      for await (const change of shardChanges(client, { StreamArn, ShardId }))
        yield { ...change, order: change.order + BigInt(place + 1) * LONGEST_NUMBER };
}

async function* shardsOf(client: DynamoDBStreamsClient, StreamArn: string): AsyncGenerator<Shard> {
  let after: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn, ...(after !== undefined && { ExclusiveStartShardId: after }) }),
    );
    yield* StreamDescription?.Shards ?? [];
    after = StreamDescription?.LastEvaluatedShardId;
  } while (after !== undefined);
}

async function* shardChanges(
  client: DynamoDBStreamsClient,
  shard: Readonly<{ StreamArn: string; ShardId: string | undefined }>,
): AsyncGenerator<LoggedChange> {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  let next = ShardIterator;
  for (let empty = 0; next !== undefined && empty < EMPTY_PAGES;) {
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: next }),
    );
    yield* Records.map(changeIn);
    next = NextShardIterator;
    empty = Records.length === 0 ? empty + 1 : 0;
    if (empty > 0 && next !== undefined) await pause(PAUSE_MS);
  }
}

const changeIn = ({ dynamodb }: StreamRecord): LoggedChange => ({
  key: itemIn(dynamodb?.Keys) as Key,
  at: (dynamodb?.ApproximateCreationDateTime ?? new Date(0)).toISOString(),
  order: BigInt(dynamodb?.SequenceNumber ?? 0),
  before: dynamodb?.OldImage && itemIn(dynamodb.OldImage),
  after: dynamodb?.NewImage && itemIn(dynamodb.NewImage),
});

const itemIn = (image: Readonly<Record<string, AttributeValue>> = {}): Item => unmarshall(image);
