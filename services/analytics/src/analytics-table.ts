import type { Table } from '@cartless/aggregate';

/** The service's table as `infra/tables.yml` creates it; the README says what each index is for. */
export const ANALYTICS_TABLE = {
  key: { pk: 'S', sk: 'S' },
  indexes: {
    'orders-by-time': {
      key: { orderShard: 'S', placedKey: 'S' },
      holds: ['total', 'units', 'region', 'paymentMethod', 'products', 'categories'],
    },
  },
  expires: 'expiresAt',
} as const satisfies Table;
