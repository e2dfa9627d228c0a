import { lazy } from '@cartless/lambda';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { LoginLetterRequested, MailRequested, newId, UserRegistered } from '@cartless/domain';
import {
  apiEvent,
  asFunction,
  eventsOf,
  lambdaContext,
  outboxOf,
  queueEvent,
  testTable,
  startSes,
  setEnvironment,
} from '@cartless/testing';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { activate, register } from '../src/accounts/user-change.ts';
import { PUBLICATIONS } from '../src/relay/publications.ts';
import { argon2Passwords } from '../src/passwords/argon2-hasher.ts';
import { usersPorts } from '../src/service.ts';
import { USERS_TABLE } from '../src/users-table.ts';
import { handler as logIn } from '../src/sessions/log-in/handler.ts';
import { handler as sendMail } from '../src/mails/send-mail/handler.ts';

type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;
type ApiCall = Parameters<typeof apiEvent>[0];
type Call = Partial<Omit<ApiCall, 'caller'>> &
  Readonly<{ sourceIp?: string; caller?: ApiCall['caller'] & Readonly<{ sessionId?: string }> }>;
type Answer = Readonly<{
  status: number | undefined;
  headers: Record<string, unknown>;
  /** Each as one `Set-Cookie`. */
  cookies: readonly string[];
  body: Record<string, never>;
}>;

const SERVICE = join(import.meta.dirname, '..');

export const ISSUER = 'https://shop.test';
export const PASSWORD = 'Correct-horse-7';

/** The users service on a table of its own: its handlers behind `call`, its mail in `mails`. */
export async function usersService() {
  const [table, ses] = await Promise.all([
    testTable(new URL('../infra/tables.yml', import.meta.url), 'UsersTable'),
    startSes(),
  ]);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  setEnvironment({
    DB_TABLE_USERS: table.name,
    ISSUER_URL: ISSUER,
    SITE_URL: ISSUER,
    SIGNING_KEY: 'local',
    LOCAL_SIGNING_KEY: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'test-key' }),
    APP_NAME: 'Cartless',
    SENDER_EMAIL: 'no-reply@shop.test',
    VERIFICATION_LINK_TEMPLATE: '{siteUrl}/verify?token={token}',
    PASSWORD_RESET_LINK_TEMPLATE: '{siteUrl}/account/reset-password?token={token}',
    AWS_ENDPOINT_URL_SES: ses.url,
    DEAD_LETTER_QUEUE_URLS: '',
  });

  const items = dynamoItems(table.client, table.name, USERS_TABLE);
  const ports = {
    ...usersPorts({ items, passwords: argon2Passwords, now: () => new Date() }),
    appName: 'Cartless',
  };

  async function call(handler: Handler, { sourceIp, ...request }: Call = {}): Promise<Answer> {
    const event = apiEvent({ method: 'POST', path: '/', ...request });
    event.requestContext.http.sourceIp = sourceIp ?? somewhereElse();
    if (request.caller?.sessionId !== undefined) {
      Object.assign(claimsOf(event), { sid: request.caller.sessionId });
    }
    const {
      statusCode,
      headers = {},
      cookies = [],
      body,
    } = await asFunction(SERVICE, handler.name, () => handler(event, lambdaContext()));
    return { status: statusCode, headers, cookies, body: body ? (JSON.parse(body) as Answer['body']) : {} };
  }
  const item = async (id: string) =>
    (await table.client.send(new GetCommand({ TableName: table.name, Key: { id }, ConsistentRead: true })))
      .Item;
  /** The events that an item's last write told, each with its data. */
  const events = async (id: string) => eventsOf(await item(id), PUBLICATIONS);
  /** The same as they are stored, with their data. */
  async function outbox(id: string) {
    const stored = await item(id);
    const told = eventsOf(stored, PUBLICATIONS);
    return outboxOf(stored).map((entry, index) => ({ ...entry, d: told[index]?.data }));
  }

  /** Hands the letters that wait in an item's outbox to the mail worker; answers how many stay in the queue. */
  async function deliverMail(id: string, receiveCount = 1): Promise<number> {
    const letters = (await events(id)).filter(({ type }) =>
      [UserRegistered, LoginLetterRequested, MailRequested].some((letter) => letter.type === type),
    );
    const { batchItemFailures } = await asFunction(SERVICE, 'sendMail', () =>
      sendMail(queueEvent(letters, receiveCount)),
    );
    return batchItemFailures.length;
  }
  /** The token of the link in the newest mail. */
  const mailedToken = (): string =>
    decodeURIComponent(/token=([^\s"]+)/.exec(ses.mails.at(-1)?.text ?? '')?.[1] ?? 'no token');

  /** The code in the newest mail. */
  const mailedCode = (): string => /^Code: (\d+)$/m.exec(ses.mails.at(-1)?.text ?? '')?.[1] ?? 'no code';

  const passwordHash = lazy(() => argon2Passwords.hash(PASSWORD));

  /** Somebody new with a verified address, as after all the steps that have tests of their own. */
  async function activeUser(id = newId('user')) {
    const username = `user${randomBytes(6).toString('hex')}`;
    const email = `${username}@example.com`;
    const names = { username, email };
    const fresh = { id, ...names, typed: names, locale: 'en' as const };
    const at = new Date();
    const { state: pending, also = [] } = register({ ...fresh, passwordHash: await passwordHash() }, at);
    await ports.users.create({ ...activate(pending, at), also });
    return { userId: pending.id, ...names, caller: { userId: pending.id, username } };
  }
  const logInAs = (identifier: string, password = PASSWORD, sourceIp = '192.0.2.1') =>
    call(logIn, { body: { identifier, password }, sourceIp });

  /** Moves stored times into the past, for what would otherwise take hours. */
  const set = (id: string, attribute: string, value: unknown) =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { id },
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': attribute },
        ExpressionAttributeValues: { ':value': value },
      }),
    );

  async function stop(): Promise<void> {
    await Promise.all([table.drop(), ses.stop()]);
  }
  return {
    table,
    items,
    ports,
    ses,
    mails: ses.mails,
    call,
    item,
    outbox,
    set,
    deliverMail,
    mailedToken,
    mailedCode,
    activeUser,
    logInAs,
    stop,
  };
}

let clients = 0;
/** Calls that do not say where they come from come from everywhere, so that no limit on clients is in their way. */
function somewhereElse(): string {
  clients += 1;
  return `10.${clients >> 8}.${clients & 255}.1`;
}

/** The verified claims of a call, as the authorizer hands them on. */
const claimsOf = (event: APIGatewayProxyEventV2): object =>
  (event.requestContext as { authorizer?: { jwt?: { claims?: object } } }).authorizer?.jwt?.claims ?? {};

export type UsersService = Awaited<ReturnType<typeof usersService>>;
