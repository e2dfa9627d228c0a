import type { Clock, Users } from '../accounts/ports.ts';
import type { User } from '../accounts/user.ts';
import type { Passwords } from '../passwords/ports.ts';
import { isUnderAttack, refuseHaste, refuseWrong } from '../throttling/password-attempts.ts';
import type { WarnOwner } from '../throttling/warn-owner.ts';
import { askForCode } from './ask-for-code.ts';
import { deviceToken, isKnownDevice, readDeviceToken } from './device-token.ts';
import { BadCredentials, CodeRequired } from './errors.ts';
import { type LoggedIn, openSession, type OpenPorts } from './open-session.ts';
import type { From, LoginCodes, LoginFacts, Used } from './ports.ts';

type Ports = OpenPorts &
  Readonly<{
    users: Pick<Users, 'change'>;
    codes: LoginCodes;
    passwords: Passwords;
    warn: WarnOwner;
    now: Clock;
    /** Replaces a hash that was made with weaker parameters; answers the account as it is now. */
    rehash: (user: User, password: string) => Promise<User>;
  }>;
type Command = Readonly<{
  identifier: string;
  password: string;
  sourceIp: string;
  userAgent?: string | undefined;
  deviceToken?: string | undefined;
}>;

/**
 * Logs in by user id, user name or e-mail address. An unknown name costs the same time and gets the same answer. A device that
 * is known does not wait for failures of others. A new one, while somebody guesses at the account, hears the same whatever the
 * password was, and if it was right, a code is mailed to the owner.
 *
 * @throws AppError BAD_CREDENTIALS, CODE_REQUIRED, TOO_MANY_ATTEMPTS, TOO_MANY_REQUESTS, and those of opening a session
 */
export const logIn =
  (ports: Ports) =>
  async ({ identifier, password, sourceIp, userAgent, deviceToken: token }: Command): Promise<LoggedIn> => {
    const { logins, passwords, warn, now, rehash } = ports;
    const shown = readDeviceToken(token);
    const facts = await logins.facts(identifier, { sourceIp, device: shown?.id }, now());
    const { user, accountKey } = facts;
    const isKnown = user !== undefined && shown !== undefined && isKnownDevice(user, shown, now());
    const from: From = { sourceIp, ...(isKnown && { device: shown.id }) };
    refuseHaste(facts, from, now());
    const right = await (user === undefined
      ? passwords.waste(password)
      : passwords.verify(user.passwordHash, password));
    const isGuarded = !isKnown && isUnderAttack(facts, now());
    if (user === undefined || !right) {
      const [after] = await Promise.all([
        logins.fail(accountKey, from, now()),
        isGuarded && logins.pretend(accountKey, now()),
      ]);
      await warn(user, after.account, now());
      if (isGuarded) throw CodeRequired();
      refuseWrong(facts, after, now());
      throw BadCredentials();
    }
    if (isGuarded) return guarded(ports, user, facts, from);
    const at = now();
    const opened = await openSession(ports, user, { from, userAgent, used: failuresOf(facts, from) }, at);
    // Others were guessing at the same moment.
    if (opened === undefined) return guarded(ports, user, facts, from);
    if (!passwords.isOutdated(user.passwordHash)) return opened;
    return { ...opened, deviceToken: deviceToken(await rehash(user, password), at, shownId(opened)) };
  };

/** The right password, which does not show. */
async function guarded(ports: Ports, user: User, { accountKey }: LoginFacts, from: From): Promise<never> {
  await askForCode(ports, user, accountKey, from.sourceIp);
  throw CodeRequired();
}

const failuresOf = (facts: LoginFacts, { device }: From): Used =>
  device === undefined
    ? { type: 'failures', of: 'account', key: facts.accountKey, known: facts.account }
    : { type: 'failures', of: 'device', key: device, known: facts.device };

const shownId = ({ deviceToken: token }: LoggedIn): string | undefined => readDeviceToken(token)?.id;
