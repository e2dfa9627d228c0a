import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { ORDERS_TABLE } from '../services/orders/src/orders-table.ts';
import { seedCatalogue } from '../services/orders/scripts/seed.ts';
import { seedUsers } from '../services/users/scripts/seed.ts';

/**
 * Fills the tables of a stage with the demo accounts and the demo catalogue. Running it again changes nothing.
 * @param endpoint the URL of DynamoDB Local
 */
export async function seed(endpoint: string, stage = 'dev'): Promise<void> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const now = new Date();
  await seedUsers({ client, table: `cartless-${stage}-users`, now: () => now });
  await seedCatalogue(dynamoItems(client, `cartless-${stage}-orders`, ORDERS_TABLE), now);
  client.destroy();
}
