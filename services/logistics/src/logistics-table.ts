import type { Table } from '@cartless/aggregate';

/** The service's table as `infra/tables.yml` creates it; the README says what each index is for. */
export const LOGISTICS_TABLE = {
  key: { pk: 'S', sk: 'S' },
  indexes: {
    byStatus: {
      key: { status: 'S', createdAt: 'S' },
      holds: ['orderNumber', 'statusAt', 'label', 'reship', 'problem'],
    },
    byReship: {
      key: { reshipQueue: 'S', createdAt: 'S' },
      holds: ['orderNumber', 'status', 'statusAt', 'label', 'reship', 'problem'],
    },
    byDue: { key: { dueShard: 'S', dueAt: 'S' }, holds: 'keys' },
    byUser: { key: { userId: 'S', createdAt: 'S' }, holds: 'keys' },
  },
  expires: 'expiresAt',
} as const satisfies Table;
