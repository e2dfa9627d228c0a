import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import { emulatorClient } from './emulator-client.ts';
import { toStreamRecord, type StreamIdentity, type StreamRecord } from './stream-event.ts';

/** Where in a shard to read on. */
export type ShardPosition =
  | { readonly from: 'TRIM_HORIZON' | 'LATEST' }
  | { readonly from: 'AFTER_SEQUENCE_NUMBER'; readonly sequenceNumber: string };

export interface RecordPage {
  readonly records: readonly StreamRecord[];
  /** Missing when the shard is closed and read to its end. */
  readonly nextIterator?: string | undefined;
}

/** The streams API returns at most 1000 records per call. */
const RECORDS_PER_CALL = 1000;

/** The calls that an event source makes to DynamoDB Streams. */
export class StreamClient {
  readonly #client: DynamoDBStreamsClient;
  readonly #region: string;

  constructor(endpoint: string, region: string) {
    this.#region = region;
    this.#client = new DynamoDBStreamsClient({ ...emulatorClient(endpoint, region), maxAttempts: 1 });
  }

  /** All shards of a stream, parents and children. */
  async shards(streamArn: string): Promise<readonly Shard[]> {
    const shards: Shard[] = [];
    let after: string | undefined;
    do {
      const { StreamDescription: stream } = await this.#client.send(
        new DescribeStreamCommand({
          StreamArn: streamArn,
          ...(after === undefined ? {} : { ExclusiveStartShardId: after }),
        }),
      );
      shards.push(...(stream?.Shards ?? []));
      after = stream?.LastEvaluatedShardId;
    } while (after !== undefined);
    return shards;
  }

  /** The newest stream of the table that `streamArn` belongs to, if it has one. */
  async currentStream(streamArn: string): Promise<string | undefined> {
    const table = tableOf(streamArn);
    const { Streams: streams = [] } = await this.#client.send(new ListStreamsCommand({ TableName: table }));
    // The label of a stream is the time of its creation.
    return streams
      .map((stream) => stream.StreamArn ?? '')
      .toSorted()
      .at(-1);
  }

  async iterator(streamArn: string, shardId: string, position: ShardPosition): Promise<string> {
    const { ShardIterator: iterator } = await this.#client.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: position.from,
        ...('sequenceNumber' in position ? { SequenceNumber: position.sequenceNumber } : {}),
      }),
    );
    if (iterator === undefined) throw new Error(`the stream gave no iterator for shard ${shardId}`);
    return iterator;
  }

  async records(iterator: string, limit: number, identity: StreamIdentity): Promise<RecordPage> {
    const { Records: records = [], NextShardIterator: nextIterator } = await this.#client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: Math.min(limit, RECORDS_PER_CALL) }),
    );
    return { records: records.map((record) => toStreamRecord(record, identity)), nextIterator };
  }

  identity(streamArn: string): StreamIdentity {
    return { eventSourceARN: streamArn, awsRegion: this.#region };
  }

  close(): void {
    this.#client.destroy();
  }
}

/** The table's name in `arn:aws:dynamodb:<region>:<account>:table/<name>/stream/<label>`. */
export function tableOf(streamArn: string): string {
  const table = /:table\/([^/]+)\/stream\//.exec(streamArn)?.[1];
  if (table === undefined) throw new Error(`"${streamArn}" is not the ARN of a table's stream.`);
  return table;
}
