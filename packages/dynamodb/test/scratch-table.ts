import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../src/document-client.ts';

/** A table of its own for one test file of this package, with the key `pk`, `sk`. */
export type ScratchTable = Readonly<{ name: string; client: DynamoDBDocumentClient; drop(): Promise<void> }>;

/** Creates it in the DynamoDB Local that all tests share. */
export async function scratchTable(): Promise<ScratchTable> {
  const name = `scratch-${randomUUID()}`;
  const client = documentClient();
  const keys = ['pk', 'sk'] as const;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
    }),
  );
  return {
    name,
    client,
    async drop() {
      await client.send(new DeleteTableCommand({ TableName: name }));
      client.destroy();
    },
  };
}
