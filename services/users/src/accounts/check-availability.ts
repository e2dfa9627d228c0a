import { networkOf } from '../throttling/network.ts';
import { allow, AVAILABILITY_LIMIT } from '../throttling/allow.ts';
import type { Allowances } from '../throttling/ports.ts';
import type { Clock, Names } from './ports.ts';
import type { NameKind } from './user.ts';

type Ports = Readonly<{ names: Names; allowances: Allowances; now: Clock }>;
type Query = Readonly<{ kind: NameKind; name: string; sourceIp: string }>;

/** Says whether a name is still free. A hint only: registration decides. */
export const checkAvailability =
  ({ names, allowances, now }: Ports) =>
  async ({ kind, name, sourceIp }: Query): Promise<{ available: boolean }> => {
    await allow(allowances, AVAILABILITY_LIMIT, networkOf(sourceIp), now());
    return { available: (await names.holder(kind, name, now())) === undefined };
  };
