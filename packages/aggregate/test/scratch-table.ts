import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, type KeySchemaElement } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../src/dynamodb/document-client.ts';
import type { KeyShape, Table } from '../src/table.ts';

/** A table of its own for one test file. */
export type ScratchTable = Readonly<{ name: string; client: DynamoDBDocumentClient; drop(): Promise<void> }>;

const PLAIN: Table = { key: { pk: 'S', sk: 'S' }, indexes: {} };

/** Creates it in the DynamoDB Local that all tests share. */
export async function scratchTable({ key, indexes }: Table = PLAIN): Promise<ScratchTable> {
  const name = `scratch-${randomUUID()}`;
  const client = documentClient();
  const attributes = Object.assign({}, key, ...Object.values(indexes).map((index) => index.key)) as KeyShape;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.entries(attributes).map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: schemaOf(key),
      ...(Object.keys(indexes).length > 0 && {
        GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
          IndexName,
          KeySchema: schemaOf(index.key),
          Projection: { ProjectionType: index.holds === 'keys' ? 'KEYS_ONLY' : 'ALL' },
        })),
      }),
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

const schemaOf = (key: KeyShape): KeySchemaElement[] =>
  Object.keys(key).map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' }));
