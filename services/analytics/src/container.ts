import { documentClient } from '@cartless/dynamodb';
import { readConfig } from '@cartless/lambda';
import { liveGeneration } from './adapters/generation.ts';
import { Config } from './config.ts';

/** Makes something on first use and keeps it. */
export const lazy = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

/** The service's settings, read on first use. */
export const settings = lazy(() => readConfig(Config));

/** What every adapter needs; one client and one view of the live generation per container. */
export const place = lazy(() => {
  const { DB_TABLE_ANALYTICS: table, ROLL_UP_SHARDS: shards } = settings();
  const client = documentClient();
  return { client, table, shards, generation: liveGeneration(client, table) };
});
