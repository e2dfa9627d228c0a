import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Planted = Readonly<{
  /** Where it is put, and what is there without it. */
  file: string;
  found: string;
  planted: string;
  /** What the proof has to say of it. */
  noticed: RegExp;
  /** Whether it is in what functions run; otherwise it is in a template only. */
  inCode: boolean;
}>;

/** Faults that the proof has to find. */
export const PLANTS = {
  'missing-permission': {
    file: 'services/users/src/accounts/read-profile/function.yml',
    found: 'Action: dynamodb:GetItem',
    planted: 'Action: dynamodb:Query',
    noticed: /readProfile\S*: dynamodb:GetItem on \S*:table\/cartless-\S+-users/i,
    inCode: false,
  },
  'wrong-issuer': {
    file: 'services/platform/infra/published.yml',
    found: 'https://${HttpApi}.execute-api.',
    planted: 'https://nobody.execute-api.',
    noticed: /connecting to https:\/\/nobody\.\S+openid-configuration/,
    inCode: false,
  },
  'name-collision': {
    file: 'services/users/infra/tables.yml',
    found: 'TableName: cartless-${sls:stage}-users',
    planted: 'TableName: cartless-users',
    noticed: /cartless-users.* already exists|already exists.* cartless-users/i,
    inCode: false,
  },
  'breaking-event': {
    file: 'packages/domain/src/events/orders/order-paid.ts',
    found: 'orderNumber: field(',
    planted: 'number: field(',
    noticed: /logistics\S*-dead-letters holds \d+.*orders\.order-paid\.v1/,
    inCode: true,
  },
} as const satisfies Readonly<Record<string, Planted>>;

export type Plant = keyof typeof PLANTS;

/** Puts a fault into a copy of the project. @throws Error when the place is not there any more */
export function plant(checkout: string, name: Plant): void {
  const { file, found, planted } = PLANTS[name];
  const path = join(checkout, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(found)) throw new Error(`${file} has no ${found} in whose place the fault could be put`);
  writeFileSync(path, text.replace(found, planted));
}
