import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';

/** What Lambda tells of a batch of a stream that it gave up, or a record that the relay parked. */
export type GivenUp = Readonly<{
  dynamodb?: unknown;
  DDBStreamBatchInfo: Readonly<{
    shardId: string;
    startSequenceNumber: string;
    endSequenceNumber: string;
    streamArn: string;
  }>;
}>;

/** The changes of a batch that was given up, as long as the stream holds them. @throws Error when it does not any more */
export async function readBatch(
  streams: DynamoDBStreamsClient,
  batch: GivenUp['DDBStreamBatchInfo'],
): Promise<StreamRecord[]> {
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
    `The stream no longer holds all changes up to ${batch.endSequenceNumber}; the message stays. "pnpm replay … --since" finds what their items told in the table.`,
  );
}
