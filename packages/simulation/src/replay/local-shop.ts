import { readFileSync, writeFileSync } from 'node:fs';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '@cartless/aggregate';
import { ACCOUNT_ID, CREDENTIALS, localSigningKey, type Ports, REGION } from '@cartless/local-aws';
import { runNow, waitingMessages } from '@cartless/local-aws/dev';
import { importJWK, SignJWT } from 'jose';
import { KUAIDI100_STATES, type Fate } from '../shop/courier.ts';
import type { Caller, Request } from '../world/gateway.ts';
import { accountNamed, type Kept } from './normal-form.ts';
import type { Act, Answered } from './trace.ts';

type Mail = Kept['mails'][number];
type Service = 'users' | 'orders' | 'logistics' | 'analytics';

/** Access tokens that are made here are good for so long. */
const TOKEN_SECONDS = 900;
/** A process reads the clock anew after a moment. */
const CLOCK_MS = 50;

/** A shop that `pnpm dev` has started with a clock that can be moved, as everybody outside reaches it. */
export class LocalShop {
  readonly #ports: Ports;
  readonly #root: string;
  readonly #clock: string;
  readonly #database: DynamoDBClient;
  readonly #topics: SNSClient;
  #aheadMs: number;

  /**
   * @param root of the checkout that the shop was started from: it has the key that tokens are signed with
   * @param clock the file of its `CARTLESS_CLOCK`
   */
  constructor({ ports, root, clock }: Readonly<{ ports: Ports; root: string; clock: string }>) {
    this.#ports = ports;
    this.#root = root;
    this.#clock = clock;
    this.#aheadMs = Number(readFileSync(clock, 'utf8')) || 0;
    const at = (port: number) => ({
      endpoint: `http://localhost:${port}`,
      region: REGION,
      credentials: CREDENTIALS,
    });
    this.#database = new DynamoDBClient(at(ports.dynamodb));
    this.#topics = new SNSClient(at(ports.messaging));
  }

  /** What time it is in the shop. */
  get now(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Lets it be a time, unless it is later already; and lets happen what is due at the carriers by then. */
  async moveClock(to: number): Promise<void> {
    this.#aheadMs = Math.max(this.#aheadMs, Math.round(to - Date.now()));
    writeFileSync(this.#clock, String(this.#aheadMs));
    await pause(CLOCK_MS);
    for (const part of ['payments', 'carrier', 'kuaidi100'] as const)
      await this.#control(part, 'clock', { advanceSeconds: 0 });
  }

  /** Calls a route, with a token of its own for who calls or with one that the shop gave. */
  async call(
    { method, path: template, request }: Readonly<{ method: string; path: string; request: Request }>,
    given?: string,
  ): Promise<Answered> {
    const { params = {}, query, headers, body, caller } = request;
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const url = new URL(path, `http://localhost:${this.#ports.gateway}`);
    url.search = new URLSearchParams(query).toString();
    const token = given ?? (caller && (await this.#tokenOf(caller)));
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Answered['body'] & { code?: string }) : {};
    return { status: response.status, body: json, code: response.ok ? '' : (json.code ?? '') };
  }

  /** Does what somebody does who calls no route. */
  async do(act: Exclude<Act, { kind: 'call' }>): Promise<void> {
    switch (act.kind) {
      case 'time':
        return;
      case 'schedule':
        return void (await runNow(this.#ports, act.service as Service, act.fn));
      case 'tell':
        return this.#tell(act);
      case 'pay':
      case 'decline':
        return this.#press(act.orderId, act.kind);
      case 'refunds-come':
        return void (await this.#control('payments', 'refunds', { status: act.status }));
      case 'settle-refunds':
        return this.#settleRefunds(act.status);
      case 'dispute': {
        const { intent, amount, inquiry, reason } = act;
        return void (await this.#control('payments', 'disputes', {
          payment_intent: intent,
          amount,
          inquiry,
          reason,
        }));
      }
      case 'decide-dispute':
        return void (await this.#control('payments', `disputes/${act.id}`, { move: act.move }));
      case 'befall':
        return this.#befall(act.code, act.fate);
    }
  }

  /** All that is looked at in it. */
  async kept(): Promise<Kept> {
    const [users, orders, logistics, mails] = await Promise.all([
      this.#items('users'),
      this.#items('orders'),
      this.#items('logistics'),
      this.mails(),
    ]);
    return { users, orders, logistics, mails };
  }

  /** The letters in its mailbox. */
  async mails(): Promise<readonly Mail[]> {
    const { emails } = (await (await fetch(`http://localhost:${this.#ports.mailbox}/store`)).json()) as {
      emails: { subject: string; body: { text?: string }; destination: { to: string[] } }[];
    };
    return emails.map(({ subject, body, destination }) => ({
      to: destination.to[0] ?? '',
      subject,
      text: body.text ?? '',
    }));
  }

  /** The id of the demo account that may do all that staff may. */
  async adminId(): Promise<string> {
    return accountNamed(await this.#items('users'), 'admin') ?? '';
  }

  /** How many messages are under way. */
  waiting(): Promise<number> {
    return waitingMessages(this.#ports);
  }

  leave(): void {
    this.#database.destroy();
    this.#topics.destroy();
  }

  async #tokenOf({ userId, scopes = ['shop'], sessionId }: Caller): Promise<string> {
    const { kid, ...key } = localSigningKey(this.#root);
    const at = Math.floor(this.now / 1000);
    return new SignJWT({
      scope: scopes.join(' '),
      username: 'somebody',
      ...(sessionId !== undefined && { sid: sessionId }),
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid })
      .setIssuer(`http://localhost:${this.#ports.gateway}`)
      .setAudience('cartless')
      .setSubject(userId)
      .setIssuedAt(at)
      .setExpirationTime(at + TOKEN_SECONDS)
      .sign(await importJWK(key, 'RS256'));
  }

  async #tell({ topic, body, type, newer }: Extract<Act, { kind: 'tell' }>): Promise<void> {
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await this.#topics.send(
      new PublishCommand({
        TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT_ID}:cartless-dev-${topic}-events`,
        Message: body,
        MessageAttributes: { type: text(type), ...(newer && { newer: text('told') }) },
      }),
    );
  }

  /** Presses a button of the page on which an order is paid, if that is open. */
  async #press(orderId: string, button: 'pay' | 'decline'): Promise<void> {
    const { sessions } = await this.#books();
    const open = sessions.find((one) => one.client_reference_id === orderId && one.status === 'open');
    if (open === undefined) return;
    const form = new URLSearchParams({ payment_method_type: 'card' });
    const page = `http://localhost:${this.#ports.payments}/pay/${open.id}/${button}`;
    await fetch(page, { method: 'POST', redirect: 'manual', body: form });
  }

  async #settleRefunds(status: string): Promise<void> {
    const { refunds } = await this.#books();
    for (const refund of refunds)
      if (refund.status === 'pending') await this.#control('payments', `refunds/${refund.id}`, { status });
  }

  async #befall(code: string, fate: Fate): Promise<void> {
    if (await this.#control('carrier', `trackers/${code}`, { status: fate })) return;
    const { code: state, context } = KUAIDI100_STATES[fate];
    await this.#control('kuaidi100', `parcels/${code}`, {
      state,
      ...(context !== null && { message: context }),
    });
  }

  async #books() {
    const answer = await fetch(`http://localhost:${this.#ports.payments}/_control/state`);
    return (await answer.json()) as Readonly<{
      sessions: readonly Readonly<{ id: string; status: string; client_reference_id: string }>[];
      refunds: readonly Readonly<{ id: string; status: string }>[];
    }>;
  }

  /** Turns a switch of a provider. @returns whether it could be turned */
  async #control(part: 'payments' | 'carrier' | 'kuaidi100', path: string, body: object): Promise<boolean> {
    const { ok } = await fetch(`http://localhost:${this.#ports[part]}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return ok;
  }

  async #items(service: Exclude<Service, 'analytics'>): Promise<readonly Item[]> {
    const items: Item[] = [];
    const scan = { TableName: `cartless-dev-${service}`, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client: this.#database }, scan))
      items.push(...Items.map((item) => unmarshall(item) as Item));
    return items;
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
