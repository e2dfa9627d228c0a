import type { Clock } from '../accounts/ports.ts';
import { allow } from '../throttling/allow.ts';
import {
  CODE_ASKER_LIMIT,
  CODE_CLIENT_LIMIT,
  CODE_STRANGERS_LIMIT,
  CODE_TRIES_LIMIT,
} from '../throttling/limits.ts';
import { networkOf } from '../throttling/network.ts';
import type { Allowances } from '../throttling/ports.ts';
import { CodeInvalid } from './errors.ts';
import { isCode } from './login-code.ts';
import { type LoggedIn, openSession, type OpenPorts } from './open-session.ts';
import type { LoginCodes } from './ports.ts';

type Ports = OpenPorts & Readonly<{ codes: LoginCodes; allowances: Allowances; now: Clock }>;
type Command = Readonly<{
  identifier: string;
  code: string;
  sourceIp: string;
  userAgent?: string | undefined;
}>;

/** Mail programs and people put blanks and dashes into long numbers. */
const digitsOf = (typed: string): string => typed.replaceAll(/[\s-]/g, '');

/**
 * Finishes a log-in by the code from the mail; the right password was proved when it was asked for. Whether there is such an
 * account, a code, or tries left is not told: all of that is one answer.
 *
 * @throws AppError CODE_INVALID, TOO_MANY_REQUESTS, and those of opening a session
 */
export const logInByCode =
  (ports: Ports) =>
  async ({ identifier, code: typed, sourceIp, userAgent }: Command): Promise<LoggedIn> => {
    const { logins, codes, allowances, now } = ports;
    const at = now();
    const network = networkOf(sourceIp);
    await allow(allowances, CODE_CLIENT_LIMIT, network, at);
    const { user, accountKey } = await logins.facts(identifier, { sourceIp }, at);
    await allow(allowances, CODE_TRIES_LIMIT, `${accountKey} ${network}`, at);
    const asked = await codes.isAsker(accountKey, sourceIp, at);
    const { what, times, spanSeconds } = asked ? CODE_ASKER_LIMIT : CODE_STRANGERS_LIMIT;
    const { used } = await allowances.use(what, accountKey, spanSeconds, at);
    const code = await codes.find(user?.id ?? 'usr_nobody');
    if (user === undefined || used > times || !isCode(code, digitsOf(typed), user, at)) throw CodeInvalid();
    const use = { type: 'code' as const, userId: user.id, digest: code.digest };
    const opened = await openSession(ports, user, { from: { sourceIp }, userAgent, used: use }, now());
    if (opened === undefined) throw CodeInvalid();
    return opened;
  };
