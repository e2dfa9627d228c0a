import { ACCOUNT_HOLDER } from './account-holder.ts';
import type { Role } from './actor.ts';
import { ATTACKER } from './attacker.ts';
import { CARELESS } from './careless.ts';
import { CLERK } from './clerk.ts';
import { DISMISSED } from './dismissed.ts';
import { EMPLOYEE } from './employee.ts';
import { MERCHANT } from './merchant.ts';
import { NEWCOMER } from './newcomer.ts';
import { OUTSIDE } from './outside.ts';
import { PACKER } from './packer.ts';
import { READER_OF_REPORTS } from './reader.ts';
import { REHEARSER } from './rehearser.ts';
import { SHOPPER } from './shopper.ts';
import { SUPPORTER } from './supporter.ts';

/** All kinds of actors. A new one has a file of its own and a line here. */
export const ROLES = {
  shopper: SHOPPER,
  clerk: CLERK,
  merchant: MERCHANT,
  packer: PACKER,
  outside: OUTSIDE,
  'account holder': ACCOUNT_HOLDER,
  attacker: ATTACKER,
  reader: READER_OF_REPORTS,
  supporter: SUPPORTER,
  employee: EMPLOYEE,
  dismissed: DISMISSED,
  careless: CARELESS,
  rehearser: REHEARSER,
  newcomer: NEWCOMER,
} as const satisfies Readonly<Record<string, Role>>;
export type RoleName = keyof typeof ROLES;
