import type { Agreement } from '@cartless/aggregate/repairing';
import { AGREEMENTS as LOGISTICS } from '../../services/logistics/src/agreements.ts';
import { AGREEMENTS as ORDERS } from '../../services/orders/src/agreements.ts';
import { AGREEMENTS as USERS } from '../../services/users/src/agreements.ts';

/** What transactions of each service write together. Analytics has none: its numbers are counted anew from its archive. */
export const AGREEMENTS: Readonly<Record<string, readonly Agreement[]>> = {
  users: USERS,
  orders: ORDERS,
  logistics: LOGISTICS,
};
