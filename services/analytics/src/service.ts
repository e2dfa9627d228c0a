import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { lazy, readConfig } from '@cartless/lambda';
import { ANALYTICS_TABLE } from './analytics-table.ts';
import { Config } from './config.ts';
import type { Ground } from './ground.ts';
import { liveGeneration } from './rebuilding/generation.ts';

/** The service's settings, read on first use. */
export const settings = /* @__PURE__ */ lazy(() => readConfig(Config));

/** The ground of the deployed functions; one client and one view of the live generation per container. */
export const ground = /* @__PURE__ */ lazy((): Ground => {
  const {
    DB_TABLE_ANALYTICS: table,
    ROLL_UP_SHARDS: shards,
    CURRENCY: currency,
    TIME_ZONE: zone = 'UTC',
    REPORT_ZONES: others = '[]',
  } = settings();
  const items = dynamoItems(documentClient(), table, ANALYTICS_TABLE);
  const now = () => new Date();
  const zones = [zone, ...(JSON.parse(others) as string[])];
  return {
    items,
    generation: liveGeneration({ items, now }),
    zones,
    shards,
    currency,
    now,
    random: Math.random,
  };
});
