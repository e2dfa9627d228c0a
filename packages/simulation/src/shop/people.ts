import { aggregateStore } from '@cartless/aggregate';
import { userDeclaration } from '../../../../services/users/src/accounts/user-store.ts';
import { namesOf } from '../../../../services/users/src/accounts/user-names.ts';
import { USERS_TABLE } from '../../../../services/users/src/users-table.ts';
import type { User } from '../../../../services/users/src/accounts/user.ts';
import type { World } from '../world/world.ts';
import type { Caller, Reply, Request } from '../world/gateway.ts';

/** The table of the users service. */
export const USERS = 'users/UsersTable';

/** What a device got when it logged in, and was renewed last. */
export type Session = Readonly<{ accessToken: string; refreshToken: string; usedAt: number }>;

/** An account of the users service, as far as its owner knows it. */
export type Account = {
  readonly userId: `usr_${string}`;
  readonly username: string;
  email: string;
  /** One of them is right: more than one as long as no answer has told which. */
  passwords: readonly [string, ...string[]];
  /** By which this device is known. */
  device?: string;
  /** On this device. */
  session?: Session | undefined;
  /** On others. */
  others: Session[];
  addresses: string[];
  /** Whatever would tell somebody who the owner is. */
  readonly personal: Set<string>;
  /** Asked to be erased: from then on nobody knows it any more. */
  isGone: boolean;
};

/** What somebody heard who asked for tokens: by a password, a code, or a token that was given before. */
export type Asked = Readonly<{
  /** The token that was shown, or that was given for a password. */
  token: string;
  status: number;
  /** The next token, and whose it is. */
  given?: string;
  userId?: string;
  began: number;
  at: number;
}>;

const GIVES_TOKENS: ReadonlySet<string> = new Set(['users/refreshToken', 'users/logIn', 'users/logInByCode']);

/** The people of a history, and what somebody who listens in could have got hold of. */
export class People {
  readonly accounts: Account[] = [];
  /** Addresses that somebody has asked to register, whether or not they have heard that they are. */
  readonly asked = new Set<string>();
  /** Addresses that several people have asked for. */
  readonly shared = new Set<string>();
  /** Refresh tokens of sessions that have ended. */
  readonly ended: string[] = [];
  /** Links of letters that were used, or that a later one replaced. */
  readonly usedLinks: string[] = [];

  /** All that asked for tokens, in the order of the answers. */
  readonly tokens: Asked[] = [];

  /** Somebody heard something about tokens. */
  heard(
    route: string,
    { body: request }: Request,
    { status, body }: Reply,
    time: Readonly<{ began: number; at: number }>,
  ): void {
    if (!GIVES_TOKENS.has(route)) return;
    const { refreshToken: shown } = (request ?? {}) as Readonly<{ refreshToken?: string }>;
    const { refreshToken: given, accessToken } = body as Readonly<Record<string, string | undefined>>;
    const token = shown ?? given;
    if (token === undefined) return;
    this.tokens.push({
      token,
      status,
      ...time,
      ...(given !== undefined && { given }),
      ...(accessToken !== undefined && { userId: callerOf(accessToken).userId }),
    });
  }

  /** A session ended, all of it. */
  end(session: Session | undefined): void {
    if (session !== undefined) this.ended.push(session.refreshToken);
  }

  /** All sessions of an account ended. */
  endAll(account: Account): void {
    this.end(account.session);
    for (const other of account.others) this.end(other);
    account.session = undefined;
    account.others = [];
  }
}

/** Who an access token says is calling; the HTTP API refuses one that has run out. */
export function callerOf(accessToken: string): Caller & Readonly<{ until: number }> {
  const [, claims = ''] = accessToken.split('.');
  const { sub, scope, sid, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Readonly<{
    sub: string;
    scope: string;
    sid: string;
    exp: number;
  }>;
  return { userId: sub, scopes: scope.split(' '), sessionId: sid, until: exp * 1000 };
}

/** The id of somebody who may do all that staff may. */
export const ADMIN: Caller = { userId: 'usr_clerk', scopes: ['shop', 'support', 'staff'] };

const CLERK = { id: 'usr_clerk', username: 'clerk', email: 'clerk@staff.example' } as const;
const OWNER = ['shop', 'admin'] as const;

/** Somebody of the staff who answers shoppers, and does nothing else. */
export const HELPER = { userId: 'usr_helper', scopes: ['shop', 'support'] } as const satisfies Caller;

/** The helper has an account, too. */
export const employHelper = (world: World): Promise<void> =>
  employ(world, { id: HELPER.userId, username: 'helper', email: 'helper@staff.example' }, HELPER.scopes);

/** Somebody of the staff has an account, as one that was seeded. */
export async function employ(
  { tables }: World,
  { id, username, email }: Pick<User, 'id' | 'username' | 'email'> = CLERK,
  scopes: User['scopes'] = OWNER,
): Promise<void> {
  const at = new Date().toISOString();
  const user: User = {
    id,
    username,
    email,
    typed: { username, email },
    locale: 'en',
    passwordHash: '',
    scopes,
    // Letters of the week are counted, and this is nobody who was asked for any.
    weeklyReport: false,
    sessionEpoch: 0,
    version: 0,
    createdAt: at,
    status: 'active',
    activatedAt: at,
  };
  const names = namesOf(user).map((name) => ({ type: 'take-name', at: new Date(at), ...name }) as const);
  await aggregateStore(userDeclaration, tables.items(USERS, USERS_TABLE)).create(() => ({
    state: user,
    also: [...names, { type: 'list-staff', at }],
  }));
}
