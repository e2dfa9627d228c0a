import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import { CREDENTIALS, LOCAL_SECRETS } from '@cartless/local-aws';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from './doctor/check.ts';
import { type Answers, startPlayedAccount } from './doctor/played-account.ts';

const ROOT = join(import.meta.dirname, '..');
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:cartless-local-alarms';
const KEY = 'arn:aws:kms:us-east-1:000000000000:key/signs';
const ISSUER = 'https://issuer.execute-api.us-east-1.amazonaws.com';
const SECRETS = Object.entries(LOCAL_SECRETS)
  .filter(([name]) => !name.endsWith('/redis-url'))
  .map(([name, Value]) => ({ Name: `/cartless/local/${name}`, Type: 'SecureString', Value }));

/** A stage that is well, as AWS, its APIs and the address of its shop tell of it. */
const well = (url: string): Answers => ({
  DescribeParameters: {
    Parameters: [
      ...SECRETS,
      ...['issuer', 'signing-key-arn'].map((name) => ({ Name: `/cartless/local/${name}`, Type: 'String' })),
    ],
  },
  GetParameters: { Parameters: SECRETS },
  GetServiceSetting: { ServiceSetting: { SettingValue: 'true' } },
  GetIdentityVerificationAttributes: {
    VerificationAttributes: new Map([['shop.example.com', { VerificationStatus: 'Success' }]]),
  },
  GetSendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 10 },
  'GET /2016-08-19/account-settings': {
    AccountLimit: { ConcurrentExecutions: 1000, TotalCodeSize: 80e9 },
    AccountUsage: { TotalCodeSize: 1e9 },
  },
  DescribeStacks: { Stacks: [{ StackName: 'any', StackStatus: 'UPDATE_COMPLETE' }] },
  ListSubscriptionsByTopic: {
    Subscriptions: [{ SubscriptionArn: `${TOPIC}:1`, Endpoint: 'wake@example.com' }],
  },
  DescribeAlarms: {
    MetricAlarms: [
      { AlarmName: 'of-another-stage', AlarmActions: [`${TOPIC}-of-another`], AlarmDescription: '' },
    ],
  },
  ListQueues: { QueueUrls: [`${url}/0/cartless-local-orders-mails-dead-letters`] },
  GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: '0' } },
  ...api('issuer', '/.well-known/openid-configuration', {
    issuer: ISSUER,
    jwks_uri: `${ISSUER}/.well-known/jwks.json`,
  }),
  ...api('issuer', '/.well-known/jwks.json', { keys: [{ kid: 'signs' }] }),
  ...(Object.assign(
    {},
    ...SERVICES.map((service) => ({
      ...api(service, `/${service}/health`, { service, stage: 'local', version: '9.9.9' }),
      [`GET /${service}/health`]: { service, stage: 'local' },
    })),
  ) as Answers),
  'POST /payments/webhook': { status: 400, code: 'WEBHOOK_SIGNATURE_INVALID' },
  'POST /carriers/webhook': { status: 401, code: 'BAD_SIGNATURE' },
});

const api = (id: string, path: string, answer: object): Answers => ({
  [`GET /_aws/execute-api/${id}/$default${path}`]: answer,
});

/** What the parameter store holds beside secrets. */
const PUBLISHED: Readonly<Record<string, string>> = {
  issuer: ISSUER,
  'signing-key-arn': KEY,
  'alarms-topic-arn': TOPIC,
  ...Object.fromEntries(
    SERVICES.map((service) => [`${service}/api-domain`, `${service}.execute-api.us-east-1.amazonaws.com`]),
  ),
};

/** Everything that can be wrong at once, and how each check tells it. */
const WRONG = {
  'settings and secrets': [{ DescribeParameters: { Parameters: [] } }, 'is not complete'],
  'values of secrets': [
    {
      GetParameters: {
        Parameters: [{ Name: '/cartless/local/orders/stripe-secret-key', Value: 'changeme' }],
      },
    },
    '/cartless/local/orders/stripe-secret-key: it',
  ],
  'sender of mails': [
    {
      GetIdentityVerificationAttributes: {
        VerificationAttributes: new Map([['shop.example.com', { VerificationStatus: 'Pending' }]]),
      },
    },
    'shop.example.com is Pending',
  ],
  'quota of mails': [{ GetSendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 } }, 'sandbox'],
  'quota of functions': [
    {
      'GET /2016-08-19/account-settings': {
        AccountLimit: { ConcurrentExecutions: 10, TotalCodeSize: 80e9 },
        AccountUsage: { TotalCodeSize: 79e9 },
      },
    },
    '10 at once, and the stage may need',
  ],
  'quota of code': [{}, 'MB of code are used'],
  'reads of secrets': [{ GetServiceSetting: { ServiceSetting: { SettingValue: 'false' } } }, '40 reads'],
  'stack of users': [
    { DescribeStacks: { Stacks: [{ StackName: 'any', StackStatus: 'UPDATE_ROLLBACK_FAILED' }] } },
    'cartless-users-local is UPDATE_ROLLBACK_FAILED',
  ],
  'who hears alarms': [{ ListSubscriptionsByTopic: { Subscriptions: [] } }, 'nobody'],
  alarms: [
    {
      DescribeAlarms: {
        MetricAlarms: [{ AlarmName: 'down', AlarmActions: [TOPIC], AlarmDescription: 'It is down.' }],
      },
    },
    'down: It is down.',
  ],
  'dead letters': [
    { GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: '3' } } },
    '3 in cartless-local-orders-mails-dead-letters',
  ],
  issuer: [
    api('issuer', '/.well-known/jwks.json', { keys: [{ kid: 'another' }] }),
    'not the one that signs (signs)',
  ],
  'service users': [
    api('users', '/users/health', { service: 'users', stage: 'other', version: '1.0.0' }),
    'is users of the stage other',
  ],
  'service orders': [api('orders', '/orders/health', { status: 503 }), 'answers 503'],
  'address of the shop': [
    { 'GET /users/health': { service: 'orders' } },
    '/users/health is answered by orders',
  ],
  'webhook of payments': [
    { 'POST /payments/webhook': { status: 503, code: 'SECRET_UNAVAILABLE' } },
    'answers 503 SECRET_UNAVAILABLE',
  ],
  'webhook of carriers': [{ 'POST /carriers/webhook': undefined }, 'answers 404, and not BAD_SIGNATURE'],
} as const satisfies Readonly<Record<string, readonly [Answers, string]>>;

describe('the doctor of a stage', () => {
  let account: Awaited<ReturnType<typeof startPlayedAccount>>;
  let changed: Answers = {};
  beforeAll(async () => {
    account = await startPlayedAccount(
      (url) => ({ ...well(url), ...changed }),
      ({ Name = '' }) => {
        const Value = PUBLISHED[Name.replace('/cartless/local/', '')];
        return Value === undefined ? undefined : { Parameter: { Value } };
      },
    );
  });
  afterAll(() => account.stop());

  async function ask(...more: readonly string[]) {
    const { AWS_ENDPOINT_URL: _, ...others } = process.env;
    const env = {
      ...Object.fromEntries(Object.entries(others).filter(([name]) => !name.startsWith('AWS_'))),
      AWS_ENDPOINT_URL: account.url,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    };
    const args = [
      'scripts/start.mjs',
      'doctor.ts',
      '--stage',
      'local',
      '--param',
      `siteUrl=${account.url}`,
      ...more,
    ];
    return new Promise<{ code: unknown; output: string }>((resolve) =>
      execFile(process.execPath, args, { cwd: ROOT, env }, (error, output, err) =>
        resolve({ code: error?.code ?? 0, output: output || err }),
      ),
    );
  }

  it('finds nothing wrong with a stage that is well, and tells the versions that run', async () => {
    changed = {};
    const { code, output } = await ask('--json');
    const found = JSON.parse(output) as Finding[];
    expect(found.filter(({ ok }) => !ok)).toEqual([]);
    expect(found.find(({ check }) => check === 'service orders')?.says).toMatch(
      /^9\.9\.9 \(this checkout has /,
    );
    expect(code).toBe(0);
  });

  it('tells each thing that is wrong, and what to do about it', async () => {
    changed = Object.assign({}, ...Object.values(WRONG).map(([answers]) => answers)) as Answers;
    const { code, output } = await ask('--json');
    const found = new Map((JSON.parse(output) as Finding[]).map((one) => [one.check, one]));
    for (const [check, [, says]] of Object.entries(WRONG))
      expect(found.get(check)).toEqual({
        check,
        ok: false,
        says: expect.stringContaining(says),
        todo: expect.stringMatching(/\w/),
      });
    expect(code).toBe(1);
    expect(output).not.toContain('changeme');
  });

  it('waits for those who have not confirmed yet that they hear alarms, and not for ever', async () => {
    const heard = { SubscriptionArn: `${TOPIC}:1`, Endpoint: 'wake@example.com' };
    const asked = { SubscriptionArn: 'PendingConfirmation', Endpoint: 'asleep@example.com' };
    const mails = ['--param', 'alarmMail=["wake@example.com","asleep@example.com"]'];
    changed = { ListSubscriptionsByTopic: { Subscriptions: [heard, asked] } };
    const { code, output } = await ask(...mails);
    expect(output).toMatch(
      /^waits {2}who hears alarms +not confirmed yet: asleep@example\.com\n +Each follows/m,
    );
    expect(output).toMatch(/^Nothing is wrong; 1 of \d+ wait for somebody\.$/m);
    expect(code).toBe(0);
    changed = { ListSubscriptionsByTopic: { Subscriptions: [heard] } };
    const later = await ask(...mails);
    expect(later.output).toMatch(
      /^WRONG {2}who hears alarms +not confirmed in time: asleep@example\.com\n +aws sns subscribe --topic-arn \S+alarms --protocol email/m,
    );
    expect(later.code).toBe(1);
  });

  it('asks for the site too where there is an edge, and says what is deployed first', async () => {
    changed = { 'GET /': { status: 403 } };
    const { code, output } = await ask('--param', 'edge=yes');
    expect(output).toContain('no page');
    expect(output).toMatch(
      /^WRONG {2}address of the shop +http\S+ answers 403 and no page\n +cd services\/edge && /m,
    );
    expect(output).toContain('ok     stack of edge');
    expect(code).toBe(1);
  });

  it('takes what cannot be asked for a failure, and has nothing to say of a stage without settings', async () => {
    changed = { GetSendQuota: { status: 403 }, DescribeStacks: undefined };
    const { output } = await ask();
    expect(output).toMatch(/^WRONG {2}quota of mails +could not be looked at: /m);
    expect(output).toMatch(/^\d+ of \d+ checks failed\.$/m);
    expect((await ask('--stage', 'nowhere')).output).toMatch(
      /^services\/stages\/nowhere\.yml does not say in which region/,
    );
  });
});
