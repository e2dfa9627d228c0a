import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface FakeShard {
  readonly id: string;
  readonly parent?: string;
  /** Ids of the records; they are their sequence numbers too. */
  readonly records: readonly string[];
  readonly closed: boolean;
}

type Input = Readonly<Record<string, string>>;

/**
 * The streams API with shards as a test wants them: DynamoDB Local splits no shards and expires no iterators within
 * the time of a test.
 */
export class FakeStreams {
  shards: readonly FakeShard[] = [];
  /** The error that the next read meets. */
  nextError: string | undefined;
  /** The shards whose reading began. */
  readonly begun: string[] = [];
  /** How often a shard was read. */
  reads = 0;
  /** Sequence numbers that are no longer there. */
  trimmed: readonly string[] = [];
  readonly #server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      const { status, body } = this.#answer(operation, JSON.parse(text) as Input);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  start(port = 0): Promise<void> {
    return new Promise((resolve) => this.#server.listen(port, resolve));
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(operation: string, input: Input): { status: number; body: object } {
    if (operation === 'DescribeStream') return { status: 200, body: { StreamDescription: this.#describe() } };
    if (operation === 'GetShardIterator') return this.#iterator(input);
    if (/Items?$/.test(operation)) return { status: 200, body: {} };
    const { nextError } = this;
    this.nextError = undefined;
    if (nextError !== undefined) return { status: 400, body: { __type: nextError, message: nextError } };
    return { status: 200, body: this.#read(input['ShardIterator'] ?? '') };
  }

  #describe(): object {
    const shards = this.shards.map(({ id, parent, closed }) => ({
      ShardId: id,
      ParentShardId: parent,
      SequenceNumberRange: { StartingSequenceNumber: '0', ...(closed ? { EndingSequenceNumber: '9' } : {}) },
    }));
    return { StreamArn: 'arn', Shards: shards };
  }

  #iterator(input: Input): { status: number; body: object } {
    const { ShardId: id, ShardIteratorType: type, SequenceNumber: number = '' } = input;
    this.begun.push(id ?? '');
    if (this.trimmed.includes(number)) {
      return { status: 400, body: { __type: 'TrimmedDataAccessException', message: 'trimmed' } };
    }
    const records = this.shards.find((shard) => shard.id === id)?.records ?? [];
    const start = { TRIM_HORIZON: 0, LATEST: records.length }[type ?? ''] ?? records.indexOf(number) + 1;
    return { status: 200, body: { ShardIterator: `${id}/${start}` } };
  }

  /** Two records at a time, so that a test of few records reads several pages. */
  #read(iterator: string): object {
    this.reads += 1;
    const [id, start] = iterator.split('/');
    const shard = this.shards.find((one) => one.id === id);
    const page = shard?.records.slice(Number(start), Number(start) + 2) ?? [];
    const next = Number(start) + page.length;
    const ended = shard?.closed === true && next >= shard.records.length;
    const records = page.map((number) => ({
      eventID: number,
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: number,
        Keys: { id: { S: number } },
        ApproximateCreationDateTime: 1_700_000_000,
      },
    }));
    return { Records: records, ...(ended ? {} : { NextShardIterator: `${id}/${next}` }) };
  }
}
