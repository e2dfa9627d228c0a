import { allowClient } from '../throttling/allow.ts';
import { NAME_LIMITS } from '../throttling/limits.ts';
import type { Allowances } from '../throttling/ports.ts';
import type { Clock, Names } from './ports.ts';
import { isReserved } from './reserved-names.ts';
import type { NameKind } from './user.ts';

type Ports = Readonly<{ names: Names; allowances: Allowances; now: Clock; appName: string }>;
type Query = Readonly<{ kind: NameKind; name: string; sourceIp: string }>;

/**
 * Says whether a name is still free. A hint only: registration decides.
 *
 * @throws AppError TOO_MANY_REQUESTS
 */
export const checkAvailability =
  ({ names, allowances, now, appName }: Ports) =>
  async ({ kind, name, sourceIp }: Query): Promise<{ available: boolean }> => {
    await allowClient(allowances, NAME_LIMITS, sourceIp, now());
    if (kind === 'username' && isReserved(name, appName)) return { available: false };
    return { available: (await names.holder(kind, name, now())) === undefined };
  };
