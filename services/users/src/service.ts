import { documentClient } from '@cartless/dynamodb';
import type { Clock } from './accounts/ports.ts';
import { storeConfig } from './config.ts';
import { lazy } from './lazy.ts';
import type { Store } from './table/table-store.ts';

/** The table, with one client for the life of the container. Each function wires the rest of what it needs itself. */
export const store = /* @__PURE__ */ lazy((): Store => ({
  client: documentClient(),
  table: storeConfig().DB_TABLE_USERS,
}));

export const now: Clock = () => new Date();
