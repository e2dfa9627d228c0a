import { SERVICES, type ServiceName } from '../services.ts';
import type { EventContract } from './event-contract.ts';
import * as analytics from './analytics/index.ts';
import * as logistics from './logistics/index.ts';
import * as orders from './orders/index.ts';
import * as users from './users/index.ts';

const EXPORTS = { users, orders, logistics, analytics } as const satisfies Record<ServiceName, object>;

const isContract = (value: unknown): value is EventContract =>
  typeof value === 'object' && value !== null && 'producer' in value && 'create' in value;

/**
 * Every event of the platform: what the `index.ts` of each producer exports. Documentation and the compatibility check
 * read this list; functions import single contracts.
 */
export const EVENT_CONTRACTS: readonly EventContract[] = SERVICES.flatMap((producer) =>
  Object.values<unknown>(EXPORTS[producer]).filter(isContract),
);
