import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { lazy, readConfig } from '@cartless/lambda';
import { liveGeneration } from './rebuilding/generation.ts';
import { ANALYTICS_TABLE } from './analytics-table.ts';
import { Config } from './config.ts';

/** The service's settings, read on first use. */
export const settings = lazy(() => readConfig(Config));

/** What every adapter needs; one client and one view of the live generation per container. */
export const place = lazy(() => {
  const { DB_TABLE_ANALYTICS: table, ROLL_UP_SHARDS: shards } = settings();
  const client = documentClient();
  const items = dynamoItems(client, table, ANALYTICS_TABLE);
  return { client, items, shards, generation: liveGeneration(items) };
});
