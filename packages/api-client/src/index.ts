export type {
  Call,
  CallOptions,
  DataOf,
  Method,
  OperationOf,
  PathOf,
  ProblemOf,
  Result,
} from './calling/operations.ts';
export { newIdempotencyKey } from './calling/idempotency-key.ts';
export { dayOf, formatTime } from './format-time.ts';
export { decimalsOf, formatMoney } from './generated/format-money.ts';
export type * from './generated/schema.ts';
export type { ItemOf, ListPath, PageOf } from './pages.ts';
export type { AnyProblem, ClientCode, ClientProblem } from './problems/client-problem.ts';
export { ShopError, unwrap } from './problems/shop-error.ts';
export type { Session } from './session/session.ts';
export { type KeyValueStorage, memoryStorage } from './session/session-store.ts';
export type { ShopOptions } from './settings.ts';
export { createPageClient, createShopClient, type PageClient, type ShopClient } from './shop-client.ts';
export { until } from './watch.ts';
