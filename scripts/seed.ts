import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { ORDERS_TABLE } from '../services/orders/src/orders-table.ts';
import { seedCatalogue } from '../services/orders/scripts/seed.ts';
import { seedUsers } from '../services/users/scripts/seed.ts';
import { USERS_TABLE } from '../services/users/src/users-table.ts';

/** What can be filled, each into a table of its own. */
type Seeded = 'users' | 'orders';

/**
 * Fills the tables of a stage with the demo accounts and the demo catalogue. Running it again changes nothing.
 * @param endpoint the URL of DynamoDB Local
 */
export async function seed(
  endpoint: string,
  stage = 'dev',
  services: readonly Seeded[] = ['users', 'orders'],
): Promise<void> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const now = new Date();
  if (services.includes('users'))
    await seedUsers(dynamoItems(client, `cartless-${stage}-users`, USERS_TABLE), () => now);
  if (services.includes('orders'))
    await seedCatalogue(dynamoItems(client, `cartless-${stage}-orders`, ORDERS_TABLE), now);
  client.destroy();
}
