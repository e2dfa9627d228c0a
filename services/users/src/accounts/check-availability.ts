import { networkOf } from '../throttling/network.ts';
import { allow, AVAILABILITY_LIMIT } from '../throttling/allow.ts';
import type { Allowances, Clock, UserStore } from './ports.ts';

type Ports = Readonly<{ users: Pick<UserStore, 'holder'>; allowances: Allowances; now: Clock }>;
type Query = Readonly<{ kind: 'username' | 'email' | 'phone'; name: string; sourceIp: string }>;

/** Says whether a name is still free. A hint only: registration decides. */
export const checkAvailability =
  ({ users, allowances, now }: Ports) =>
  async ({ kind, name, sourceIp }: Query): Promise<{ available: boolean }> => {
    await allow(allowances, AVAILABILITY_LIMIT, networkOf(sourceIp), now());
    return { available: (await users.holder(kind, name, now())) === undefined };
  };
