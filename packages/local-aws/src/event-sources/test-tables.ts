import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { createServer, type AddressInfo } from 'node:net';
import { emulatorClient } from './emulator-client.ts';
import { REGION } from './test-queues.ts';

/** Tables with streams in DynamoDB Local, as the tests see them from outside. */
export class TestTables {
  readonly #dynamodb: DynamoDBClient;

  constructor(endpoint: string) {
    this.#dynamodb = new DynamoDBClient(emulatorClient(endpoint, REGION));
  }

  /** Creates a table whose key is `id` and returns the ARN of its stream. */
  async create(name: string): Promise<string> {
    const { TableDescription: table } = await this.#dynamodb.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    );
    return table?.LatestStreamArn ?? '';
  }

  async put(name: string, ids: readonly string[], kind = 'order'): Promise<void> {
    for (const id of ids) {
      const item = { id: { S: id }, kind: { S: kind }, bytes: { B: Buffer.from('hi') } };
      await this.#dynamodb.send(new PutItemCommand({ TableName: name, Item: item }));
    }
  }

  async remove(name: string, id: string): Promise<void> {
    await this.#dynamodb.send(new DeleteItemCommand({ TableName: name, Key: { id: { S: id } } }));
  }

  close(): void {
    this.#dynamodb.destroy();
  }
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
