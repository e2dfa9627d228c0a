import type { RestoringRules } from '@cartless/aggregate/restoring';
import { RESTORING_RULES as ANALYTICS } from '../../services/analytics/src/restoring-rules.ts';
import { RESTORING_RULES as LOGISTICS } from '../../services/logistics/src/restoring-rules.ts';
import { RESTORING_RULES as ORDERS } from '../../services/orders/src/restoring-rules.ts';
import { RESTORING_RULES as USERS } from '../../services/users/src/restoring-rules.ts';

/** How the table of each service is restored. */
export const RULES: Readonly<Record<string, RestoringRules>> = {
  users: USERS,
  orders: ORDERS,
  logistics: LOGISTICS,
  analytics: ANALYTICS,
};
