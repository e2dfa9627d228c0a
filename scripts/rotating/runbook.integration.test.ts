import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { eventually } from '@cartless/eventually';
import { parameterVariable, parseCloudFormation } from '@cartless/infrastructure';
import { stageSecret } from '@cartless/lambda';
import { putSecret } from '@cartless/local-aws/put-secret';
import { type PaymentSimulator, startPaymentSimulator } from '@cartless/simulators';
import { queueEvent, setEnvironment, startKms } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { easypostWebhook } from '../../services/logistics/src/carriers/easypost/easypost-webhook.ts';
import { handler as numberOrderHandler } from '../../services/orders/src/ordering/number-order/handler.ts';
import { handler as placeOrder } from '../../services/orders/src/ordering/place-order/handler.ts';
import { handler as receivePayment } from '../../services/orders/src/payments/receive-payment/handler.ts';
import { handler as recordPaymentHandler } from '../../services/orders/src/payments/record-payment/handler.ts';
import { handler as startPayment } from '../../services/orders/src/payments/start-payment/handler.ts';
import {
  aUser,
  openShop,
  orderBody,
  type Shop,
  testQueue,
  withRights,
} from '../../services/orders/test/shop.ts';
import { kmsPublicKey } from '../../services/platform/src/issuer/kms-service.ts';
import { issueAccessToken } from '../../services/users/src/issuer/access-token.ts';
import { kmsSigner } from '../../services/users/src/issuer/kms-signer.ts';

const ROOT = join(import.meta.dirname, '../..');
const STAGE = `t${randomBytes(4).toString('hex')}`;
const RUNBOOK = readFileSync(join(ROOT, 'docs/runbooks/rotate-secrets.md'), 'utf8');
/** What the page says to type and to do, in its order. */
const STEPS = [...RUNBOOK.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
const MINUTE = 60_000;
/** The longest that API Gateway goes on with the keys of an issuer that it knows. */
const KEYS_KEPT = 120 * MINUTE;
const ISSUER = 'https://issuer.test';
const KEYS = ['SigningKey', 'SigningKeyB'].map((id) => `arn:aws:kms:us-east-1:000000000000:key/${id}`);
type SigningKeys = Readonly<Record<string, { shown: readonly { 'Fn::GetAtt': [string, string] }[] }>>;
const SIGNING_KEYS = parseCloudFormation(
  readFileSync(join(ROOT, 'services/platform/infra/signing-keys.yml'), 'utf8'),
) as SigningKeys;

const drawn = (prefix = '') => `${prefix}${randomBytes(24).toString('hex')}`;
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  'stripe-webhook-secret': ['orders'],
  'stripe-secret-key': ['orders'],
  'carrier-webhook-secret': ['logistics'],
  'carrier-api-key': ['logistics'],
  'kuaidi100-salt': ['logistics'],
  'redis-url': ['logistics', 'analytics'],
  'edge-proof': ['users', 'orders', 'logistics', 'analytics', 'edge'],
};

const numberOrder = withRights('numberOrder', numberOrderHandler);
const recordPayment = withRights('recordPayment', recordPaymentHandler);
const RealDate = Date;
/** How far the clock is ahead: nobody waits for hours here. */
let ahead = 0;
/** Who waits for the end of the order under way: a shopper does not take two hours from one call to the next. */
const waiting: (() => void)[] = [];
async function wait(ms: number): Promise<void> {
  await new Promise<void>((resolve) => waiting.push(resolve));
  ahead += ms;
}
/** The clock of all that runs here, the provider and the signatures of calls to AWS too. */
class Later extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [Later.now()] : given) as [number]));
  }
  static override now = (): number => RealDate.now() + ahead;
}

describe('the runbook of secrets', () => {
  const ssm = new SSMClient({});
  let shop: Shop;
  let simulator: PaymentSimulator;
  let kms: Awaited<ReturnType<typeof startKms>>;
  let stripe: Server;
  let signing: KMSClient;
  const now = () => Date.now();
  const first: Record<string, string> = {};
  /** What each party outside goes by at the moment. */
  const outside = {
    stripeSigns: [] as string[],
    stripeTakes: [] as string[],
    easypostSigns: '',
    edgeShows: '',
    /** The keys that the platform shows, since when. */
    shown: [] as { since: number; keys: JWK[] }[],
    signs: '',
    setting: 'A',
    /** Whether shoppers still come. */
    buys: true,
  };
  const tokens: { token: string; at: number }[] = [];
  const refused: unknown[] = [];
  let orders = 0;
  let traffic: Promise<unknown> = Promise.resolve();

  const nameOf = (secret: string, service: string) => `/cartless/${STAGE}/${service}/${secret}`;
  const held = async (secret: string): Promise<string[]> => {
    const names = (SECRETS[secret] ?? []).map((service) => nameOf(secret, service));
    const answers = await Promise.all(names.map((Name) => ssm.send(new GetParameterCommand({ Name }))));
    const values = new Set(answers.map(({ Parameter }) => Parameter?.Value ?? ''));
    expect([secret, values.size]).toEqual([secret, 1]);
    return [...values][0]?.split('\n') ?? [];
  };

  beforeAll(async () => {
    globalThis.Date = Later as DateConstructor;
    shop = await openShop();
    for (const [secret, services] of Object.entries(SECRETS)) {
      const value = (first[secret] = drawn(secret === 'stripe-secret-key' ? 'sk_test_' : ''));
      for (const service of services)
        await putSecret(process.env['AWS_ENDPOINT_URL_SSM'] ?? '', nameOf(secret, service), value, {
          overwrite: true,
        });
      setEnvironment({
        [parameterVariable(secret)]: nameOf(secret, services.includes('orders') ? 'orders' : 'logistics'),
      });
    }
    simulator = await startPaymentSimulator({ port: 0, webhookSecret: 'whsec_of_nobody_in_this_test' });
    // Stripe with the keys of the account: the simulator behind it takes every key of a test.
    stripe = createServer((request, response) => {
      void (async () => {
        const key = request.headers.authorization?.replace('Bearer ', '') ?? '';
        const isKnown = outside.stripeTakes.includes(key);
        const answer = isKnown
          ? await fetch(`${simulator.url}${request.url}`, {
              method: request.method ?? 'GET',
              headers: {
                authorization: 'Bearer sk_test_behind',
                'content-type': request.headers['content-type'] ?? 'text/plain',
                'idempotency-key': String(request.headers['idempotency-key']),
              },
              body: await text(request),
            })
          : new Response('{"error":{"type":"invalid_request_error","message":"Invalid API Key"}}', {
              status: 401,
            });
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      })();
    }).listen(0, '127.0.0.1');
    await once(stripe, 'listening');
    const queue = await testQueue();
    kms = await startKms(KEYS);
    signing = new KMSClient({ endpoint: kms.url });
    setEnvironment({
      PAYMENTS_QUEUE_URL: queue.url,
      STRIPE_API_URL: `http://127.0.0.1:${(stripe.address() as AddressInfo).port}`,
      EDGE_ONLY: 'yes',
      AWS_ENDPOINT_URL_KMS: kms.url,
    });
    outside.stripeSigns = [first['stripe-webhook-secret'] ?? ''];
    outside.stripeTakes = [first['stripe-secret-key'] ?? ''];
    outside.easypostSigns = first['carrier-webhook-secret'] ?? '';
    outside.edgeShows = first['edge-proof'] ?? '';
    await deployPlatform();
    deployUsers();
    // API Gateway has known these for long.
    outside.shown = outside.shown.map(({ keys }) => ({ since: now() - KEYS_KEPT, keys }));
    traffic = (async () => {
      while (outside.buys) {
        await orderOne().catch((error: unknown) => refused.push(error));
        orders += 1;
        for (const go of waiting.splice(0)) go();
        // The clock is moved before the next order asks for it.
        await setImmediate();
      }
    })();
  });
  afterAll(async () => {
    outside.buys = false;
    await traffic;
    globalThis.Date = RealDate;
    await Promise.all([shop.close(), simulator.stop(), kms.stop()]);
    for (const one of [ssm, signing]) one.destroy();
    stripe.close();
  });

  const arnsOf = (setting: string) =>
    (SIGNING_KEYS[setting]?.shown ?? []).map(
      ({ 'Fn::GetAtt': [id] }) => KEYS.find((arn) => arn.endsWith(`/${id}`)) ?? '',
    );
  async function deployPlatform(): Promise<void> {
    outside.shown.push({ since: now(), keys: await Promise.all(arnsOf(outside.setting).map(kmsPublicKey)) });
  }
  function deployUsers(): void {
    outside.signs = arnsOf(outside.setting)[0] ?? '';
  }

  /** As an authorizer does: one that has just asked for the keys, and one that asked as long ago as it may. */
  async function authorize(token: string, at: number): Promise<void> {
    const longAgo = outside.shown.findLast(({ since }) => since <= at - KEYS_KEPT) ?? outside.shown[0];
    for (const keys of [outside.shown.at(-1)?.keys, longAgo?.keys])
      await jwtVerify(token, createLocalJWKSet({ keys: keys ?? [] }), {
        issuer: ISSUER,
        currentDate: new Date(at),
      });
  }

  async function orderOne(): Promise<void> {
    const at = now();
    const user = aUser();
    const holder = { id: user, typed: { username: 'mei' }, scopes: ['shop'] } as const;
    const { accessToken } = await issueAccessToken(
      kmsSigner(signing, outside.signs),
      ISSUER,
      holder,
      'ses',
      new Date(at),
    );
    tokens.push({ token: accessToken, at });
    // The newest, and the oldest that is still good.
    for (const { token } of [tokens.at(-1), tokens.find((one) => one.at > at - 14 * MINUTE)].flatMap(
      (one) => one ?? [],
    ))
      await authorize(token, at);

    const edge = () => ({ 'x-cartless-edge': outside.edgeShows, 'x-cartless-viewer': '192.0.2.7' });
    const product = await shop.product();
    const placed = await shop.call(placeOrder, {
      method: 'POST',
      path: '/orders',
      body: orderBody([{ product }]),
      headers: { ...edge(), 'idempotency-key': crypto.randomUUID() },
      caller: { userId: user },
    });
    if (placed.status !== 201) throw new Error(`not placed: ${JSON.stringify(placed)}`);
    const orderId = String(placed.body['orderId']);
    await numberOrder(queueEvent(await shop.events(orderId)));
    const page = await shop.call(startPayment, {
      method: 'POST',
      path: '/orders/x',
      params: { orderId },
      headers: edge(),
      caller: { userId: user },
    });
    const paid = await tellPaid(orderId, edge());
    await recordPayment(queueEvent([JSON.stringify({ eventId: `evt_${orderId}` })]));
    const { status } = await shop.order(orderId);
    const answers = [placed.status, page.status, paid.status, status];
    if (answers.join() !== '201,200,200,paid') refused.push([answers, placed.body, page.body, paid.body]);

    const news = JSON.stringify({
      id: `evt_${orderId}`,
      object: 'Event',
      description: 'batch.updated',
      result: {},
    });
    const digest = createHmac('sha256', outside.easypostSigns).update(news).digest('hex');
    await easypostWebhook(stageSecret('CARRIER_WEBHOOK_SECRET_PARAMETER')).read(
      { 'x-hmac-signature': `hmac-sha256-hex=${digest}` },
      news,
    );
  }

  function tellPaid(orderId: string, edge: Record<string, string>) {
    const body = JSON.stringify({
      id: `evt_${orderId}`,
      type: 'checkout.session.completed',
      created: Math.floor(now() / 1000),
      data: {
        object: {
          client_reference_id: orderId,
          payment_intent: `pi_${orderId}`,
          payment_status: 'paid',
          amount_total: 6000,
          currency: 'cny',
        },
      },
    });
    const time = Math.floor(now() / 1000);
    const signatures = outside.stripeSigns.map(
      (secret) => `v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`,
    );
    const headers = { ...edge, 'stripe-signature': [`t=${time}`, ...signatures].join(',') };
    return shop.call(receivePayment, { method: 'POST', path: '/payments/webhook', headers, body });
  }

  /** Values that the parties outside have given, for the next command that takes one. */
  const given: string[] = [];
  /** What is done at others and at AWS, as far as it matters to the shop. */
  const DONE: readonly [RegExp, (setting: string) => unknown][] = [
    [/^# Stripe, .* "Roll secret"/, () => outside.stripeSigns.unshift((given[0] = drawn('whsec_')))],
    [
      /^# Wait until the old one has expired at Stripe\.$/,
      async () => {
        await wait(24 * 60 * MINUTE);
        outside.stripeSigns.splice(1);
      },
    ],
    [/^# Stripe, .* "Rotate key"/, () => outside.stripeTakes.unshift((given[0] = drawn('sk_test_')))],
    [
      /^# Wait ten minutes\. Stripe shows/,
      async () => {
        await wait(10 * MINUTE);
        outside.stripeTakes.splice(1);
      },
    ],
    [
      /^# EasyPost, Webhooks/,
      async () => (outside.easypostSigns = (await held('carrier-webhook-secret'))[0] ?? ''),
    ],
    [
      /^# Wait (ten minutes|a day|until the distribution|until the parcels of before)/,
      () => wait(10 * MINUTE),
    ],
    [/^# Wait two hours\.$/, () => wait(KEYS_KEPT)],
    [
      /^cd services\/edge && npx serverless deploy --force/,
      async () => (outside.edgeShows = (await held('edge-proof'))[0] ?? ''),
    ],
    [/^# services\/stages\/<stage>\.yml: signingKeys: (\w+)$/, (setting) => (outside.setting = setting)],
    [/^cd services\/platform && npx serverless deploy --stage/, deployPlatform],
    [/^cd services\/users && npx serverless deploy --force/, deployUsers],
    [/^# ElastiCache: /, () => undefined],
  ];

  const type = (command: string) =>
    new Promise<{ code: unknown; output: string }>((resolve) => {
      const line = command.replace(' --aws', '').replaceAll('<stage>', STAGE);
      const script = line.replace('pnpm rotate', `"${process.execPath}" scripts/start.mjs rotate.ts`);
      const env = {
        ...process.env,
        CARTLESS_PORT_PARAMETERS: new URL(process.env['AWS_ENDPOINT_URL_SSM'] ?? '').port,
      };
      const child = execFile('sh', ['-c', script], { cwd: ROOT, env }, (error, out, err) =>
        resolve({ code: error?.code ?? 0, output: out + err }),
      );
      child.stdin?.end(line.includes('|') ? '' : `${given.shift() ?? drawn()}\n`);
    });

  async function take(step: string): Promise<void> {
    const [, secret] = /pnpm rotate ([\w-]+)/.exec(step) ?? [];
    if (secret === undefined) {
      const [pattern, act] = DONE.find(([known]) => known.test(step)) ?? [];
      if (pattern === undefined || act === undefined)
        throw new Error(`Nobody knows what is done here: ${step}`);
      await act(pattern.exec(step)?.[1] ?? '');
      return;
    }
    const before = await held(secret);
    const { code, output } = await type(step);
    expect([step, code === 0 ? '' : output]).toEqual([step, '']);
    const after = await held(secret);
    if (step.includes('--withdraw')) expect([secret, after]).toEqual([secret, before.slice(0, 1)]);
    else expect([secret, after.length, after[1]]).toEqual([secret, 2, before[0]]);
  }

  it('has steps that nobody who buys, pays or delivers notices', async () => {
    for (const step of STEPS) {
      await take(step);
      const seen = orders;
      // One that began after the step, and its end.
      await eventually(() => orders > seen + 1);
      expect([step, refused]).toEqual([step, []]);
    }
    // All is new, and what was is worth nothing.
    for (const secret of Object.keys(SECRETS)) {
      const [value, ...more] = await held(secret);
      expect([secret, value === first[secret], more]).toEqual([secret, false, []]);
    }
    expect(outside.shown.at(-1)?.keys.map(({ kid }) => kid)).toEqual(['SigningKeyB']);
  });

  it.each([
    [
      'what nobody has',
      'pnpm rotate stripe-key --stage <stage>',
      drawn(),
      /There is no secret stripe-key; there are carrier-api-key/,
    ],
    [
      'a placeholder',
      'pnpm rotate stripe-secret-key --stage <stage>',
      'changeme-changeme-changeme',
      /it is a placeholder/,
    ],
    ['nothing', 'pnpm rotate stripe-secret-key --stage <stage>', '', /it is empty/],
    [
      'two values',
      'pnpm rotate stripe-secret-key --stage <stage>',
      `${drawn()}\n${drawn()}`,
      /One value is enough/,
    ],
    [
      'a stage that has none',
      'pnpm rotate stripe-secret-key --stage nowhere',
      drawn(),
      /The stage nowhere has no stripe-secret-key/,
    ],
  ])('refuses %s', async (_, command, value, reason) => {
    const before = await held('stripe-secret-key');
    given.unshift(value);
    const { code, output } = await type(command);
    expect([code, output]).toEqual([1, expect.stringMatching(reason)]);
    expect(await held('stripe-secret-key')).toEqual(before);
  });

  it('refuses a third value, while two hold', async () => {
    expect((await type('pnpm rotate carrier-api-key --stage <stage>')).code).toBe(0);
    const two = await held('carrier-api-key');
    const { code, output } = await type('pnpm rotate carrier-api-key --stage <stage>');
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/Two values hold already: .*Withdraw the older one first/),
    ]);
    expect(await held('carrier-api-key')).toEqual(two);
    expect((await type('pnpm rotate carrier-api-key --look --stage <stage>')).output).toBe(
      `${nameOf('carrier-api-key', 'logistics')}: two values hold\n`,
    );
  });
});
