import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Faults that the proof has to find: where each is put, and what is there without it. */
export const PLANTS = {
  'missing-permission': {
    file: 'services/users/src/accounts/read-profile/function.yml',
    found: 'Action: dynamodb:GetItem',
    planted: 'Action: dynamodb:Query',
  },
  'wrong-issuer': {
    file: 'services/platform/infra/published.yml',
    found: 'https://${HttpApi}.execute-api.',
    planted: 'https://nobody.execute-api.',
  },
  'name-collision': {
    file: 'services/users/infra/tables.yml',
    found: 'TableName: cartless-${sls:stage}-users',
    planted: 'TableName: cartless-users',
  },
  'breaking-event': {
    file: 'packages/domain/src/events/orders/order-paid.ts',
    found: 'orderNumber: field(',
    planted: 'number: field(',
  },
} as const satisfies Readonly<Record<string, Readonly<{ file: string; found: string; planted: string }>>>;

export type Plant = keyof typeof PLANTS;

/** Puts a fault into a copy of the project. @throws Error when the place is not there any more */
export function plant(checkout: string, name: Plant): void {
  const { file, found, planted } = PLANTS[name];
  const path = join(checkout, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(found)) throw new Error(`${file} has no ${found} in whose place the fault could be put`);
  writeFileSync(path, text.replace(found, planted));
}
