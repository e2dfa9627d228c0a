import { describe, expect, it } from '@jest/globals';
import { GIVEN, scratchStage } from '../../test/scratch-stage.ts';
import { readCatalogue } from './catalogue.ts';
import { givenTo } from './given.ts';
import type { Stored } from './readiness.ts';
import { refuseIncomplete } from './refuse-incomplete.ts';

const KEY = '/shop/prod/orders/api-key';
const GATE = '/shop/prod/gate';
const PLAIN = { type: 'String', key: undefined };
const stored = (entries: Readonly<Record<string, Stored>>) => async () => new Map(Object.entries(entries));
const encrypted = { type: 'SecureString', key: 'alias/aws/ssm' };
const nobody = async () => {
  throw new Error('nobody asks the store');
};

type Stage = Readonly<{
  file?: string;
  params?: readonly string[];
  names?: readonly string[];
  deploying?: boolean;
  region?: string;
  find?: Parameters<typeof refuseIncomplete>[1];
  env?: Readonly<Record<string, string | undefined>>;
}>;

/** What a person is told about a stage; nothing when all is there. */
async function told({ file, params = [], deploying = true, env = {}, ...rest }: Stage): Promise<string> {
  const folder = scratchStage(file === undefined ? {} : { 'stages/prod.yml': file });
  const { names = ['shop-orders'], find = stored({ [KEY]: encrypted }), region } = rest;
  const stage = { catalogue: readCatalogue(folder), stage: 'prod', given: givenTo(folder, 'prod', params) };
  return refuseIncomplete({ ...stage, names, deploying, region }, find, env).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
}

describe('a stage', () => {
  it('that has all settings and secrets may be deployed', async () => {
    expect(await told({})).toBe('');
  });

  it('that has nothing is told all that it lacks at once, for all services, with the commands that give it', async () => {
    expect(
      await told({
        file: '',
        params: ['redis=yes'],
        names: ['shop-orders', 'shop-users'],
        find: stored({ [GATE]: PLAIN }),
      }),
    ).toBe(`The stage "prod" is not complete; nothing is deployed.

Settings: write them into services/stages/prod.yml (services/stages/example.yml has one of each that has to
be there); what one service alone reads may also be given to its commands as --param="name=value":
  region is not given. Where it runs. (orders, users)
  siteUrl is not given. The address of the shop. (orders, users)
  currency is not given. The currency. (orders)
  taxRules is not given. The tax. (orders)
  senderEmail is not given. Whom mails come from. (users)

Secrets: run the command, enter the value, then end the input with Ctrl-D:
  /shop/prod/orders/api-key is not stored. A key of the provider.
    aws ssm put-parameter --type SecureString --name /shop/prod/orders/api-key --value file:///dev/stdin
  /shop/prod/orders/redis-url is not stored. The address of the cache.
    aws ssm put-parameter --type SecureString --name /shop/prod/orders/redis-url --value file:///dev/stdin
  /shop/prod/users/redis-url is not stored. The address of the cache.
    aws ssm put-parameter --type SecureString --name /shop/prod/users/redis-url --value file:///dev/stdin`);
  });

  it('is told of the region that is deployed to, where its settings name another', async () => {
    const text = await told({ find: stored({}), region: 'eu-west-1' });
    expect(text).toContain('--region eu-west-1 --name /shop/prod/orders/api-key');
    const first = await told({ names: ['shop-users'], find: stored({}), region: 'eu-west-1' });
    expect(first).toContain('npx serverless deploy --stage prod --region eu-west-1');
  });

  it('is asked only for what the service needs', async () => {
    const file = 'region: eu-central-1\nsiteUrl: https://shop.cartless.dev\nsenderEmail: shop@cartless.dev';
    expect(await told({ file, names: ['shop-users'], find: stored({ [GATE]: PLAIN }) })).toBe('');
  });

  it('that is only packaged needs its settings, and nobody asks the store', async () => {
    expect(await told({ deploying: false, find: nobody })).toBe('');
    expect(await told({ deploying: false, find: nobody, file: '' })).toContain('currency is not given');
  });

  it('needs of carriers and the like only what those need that it has chosen', async () => {
    const horse = { [`/shop/prod/orders/horse-key`]: encrypted };
    const ask = (couriers: string, ...more: string[]) =>
      told({ params: [`couriers=${couriers}`, ...more], find: stored({ [KEY]: encrypted, ...horse }) });
    expect(await ask('["horse"]')).toBe('');
    const both = await ask('["horse","dove"]');
    expect(both).toContain('loft is not given. Where the doves live. (orders)');
    expect(both).not.toContain('corn is not given');
    expect(await ask('["dove"]', 'loft={"on":"the roof"}')).toContain(
      '/shop/prod/orders/dove-key is not stored. A key of the loft.',
    );
    expect(await ask('["snail"]')).toContain('couriers names snail; there are dove, horse');
    for (const wrong of ['horse', '[]', '["horse","horse"]', '[1]'])
      expect(await ask(wrong)).toContain('couriers must be a list of names, each once');
  });

  it('may leave a choice open, and is told of one that does nothing by itself', async () => {
    expect(await told({ params: ['onlyEdge=no'] })).toBe('');
    expect(await told({ params: ['onlyEdge=yes', 'edge=yes'] })).toBe('');
    expect(await told({ params: ['onlyEdge=yes'], deploying: false })).toContain(
      'onlyEdge does nothing without edge: yes',
    );
    expect(await told({ params: ['onlyEdge=true'], deploying: false })).toContain(
      'onlyEdge must be yes or no',
    );
  });

  it('takes what the command line says before what its file says', async () => {
    expect(await told({ params: ['currency=eur'] })).toContain('currency must be a currency of ISO 4217');
    expect(await told({ file: GIVEN.replace('EUR', 'eur'), params: ['currency=EUR'] })).toBe('');
  });

  it.each([
    ['region', 'Europe'],
    ['siteUrl', 'shop.cartless.dev'],
    ['siteUrl', 'https://shop.cartless.dev/'],
    ['siteUrl', 'ftp://shop.cartless.dev'],
    ['siteUrl', ' '],
    ['siteUrl', 'http://shop.cartless.dev'],
    ['currency', 'EURO'],
    ['taxRules', 'not-set'],
    ['taxRules', '{}'],
    ['taxRules', '[1]'],
  ])('whose %s is "%s" is not even packaged', async (name, value) => {
    expect(await told({ params: [`${name}=${value}`], deploying: false })).toContain(`${name} must be `);
  });

  it.each([
    ['siteUrl', 'https://shop.example.com'],
    ['siteUrl', 'https://shop.example'],
    ['siteUrl', 'https://localhost:4000'],
    ['siteUrl', 'https://127.0.0.1'],
    ['siteUrl', 'https://[::1]'],
    ['senderEmail', 'no-reply@shop.example.com'],
    ['senderEmail', 'no-reply@shop.invalid'],
  ])('whose %s is "%s" is packaged and not deployed', async (name, value) => {
    const stage = { params: [`${name}=${value}`], names: ['shop-orders', 'shop-users'] };
    expect(await told({ ...stage, deploying: false })).toBe('');
    expect(await told(stage)).toContain('this one is an example');
  });
});

describe('a setting that stays as it was', () => {
  const was = (value: string) => ({
    find: stored({ [KEY]: encrypted, '/shop/prod/fixed/currency': { ...PLAIN, value } }),
  });

  it('is refused another value once the stage is deployed', async () => {
    expect(await told(was('EUR'))).toBe('');
    expect(await told(was('CNY'))).toContain(
      'currency is "CNY" on this stage since it was first deployed, and cannot become "EUR": make another stage for that.',
    );
  });

  it('is asked for by itself, and only before a deployment', async () => {
    const asked: (readonly string[])[] = [];
    const find = async (names: readonly string[], plain: readonly string[] = []) => {
      asked.push(names, plain);
      return new Map();
    };
    await told({ find });
    expect(asked).toEqual([[KEY], ['/shop/prod/fixed/currency']]);
    expect(await told({ ...was('CNY'), deploying: false })).toBe('');
  });
});

describe('a stack that others stand on', () => {
  it('is named in one sentence by what comes before it', async () => {
    expect(await told({ names: ['shop-users'], find: stored({}) })).toBe(
      'Deploy the ground of the stage "prod" first: cd services/ground && npx serverless deploy --stage prod',
    );
    expect(await told({ names: ['shop-users'], find: stored({ [GATE]: PLAIN }) })).toBe('');
  });

  it('is not missed by what is deployed with it, nor where nothing is deployed', async () => {
    expect(await told({ names: ['shop-ground', 'shop-users'], find: nobody })).toBe('');
    expect(await told({ names: ['shop-users'], deploying: false, find: nobody })).toBe('');
  });

  it('is told of after what else is missing', async () => {
    const text = await told({ file: '', names: ['shop-users'], find: stored({}) });
    expect(text).toContain('region is not given');
    expect(text).toMatch(/\nDeploy the ground of the stage "prod" first/);
  });
});

describe('a secret', () => {
  it('that is stored in the open counts as missing', async () => {
    expect(await told({ find: stored({ [KEY]: { type: 'String', key: undefined } }) })).toContain(
      `${KEY} is stored as a String: delete it and store a SecureString.`,
    );
  });

  it('has to be encrypted with the key of the shop, where it has one', async () => {
    const params = ['secretsKey=arn:aws:kms:eu-central-1:1:key/a'];
    const text = await told({ params });
    expect(text).toContain(`${KEY} is encrypted with alias/aws/ssm, not with secretsKey: store it again.`);
    expect(text).toContain('--key-id arn:aws:kms:eu-central-1:1:key/a');
    expect(await told({ params, find: stored({ [KEY]: { ...encrypted, key: params[0]?.slice(11) } }) })).toBe(
      '',
    );
  });

  it('that cannot be looked for are told of after the settings, which are known to be wrong', async () => {
    const text = await told({ file: GIVEN.replace('EUR', 'eur'), find: nobody });
    expect(text).toContain('currency must be');
    expect(text).not.toContain('nobody asks the store');
  });

  it('that cannot be looked for stops a deployment', async () => {
    const find = async () => Promise.reject(new Error('not authorized to perform ssm:DescribeParameters'));
    expect(await told({ find })).toContain('ssm:DescribeParameters');
  });
});

describe('what services need', () => {
  it.each([
    ['a form that nobody knows', 'settings: { a: { services: [x], is: colour, says: An a. } }\nsecrets: {}'],
    ['no sentence', 'settings: {}\nsecrets: { a: { services: [x], says: a } }'],
    ['a default of a secret', 'settings: {}\nsecrets: { a: { services: [x], says: An a., default: b } }'],
    ['a value of a secret', 'settings: {}\nsecrets: { a: { services: [x], says: An a., value: b } }'],
  ])('cannot be declared with %s', (_, text) => {
    expect(() => readCatalogue(scratchStage({ 'settings.yml': text }))).toThrow('settings.yml');
  });
});

describe('a stage with addresses of one machine', () => {
  const params = ['apiUrl=http://localhost:4014', 'siteUrl=http://localhost:4000'];

  it('is refused on AWS, also behind an address of AWS that is not this machine', async () => {
    for (const url of [
      undefined,
      'https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com',
      'http://10.0.0.7:4566',
    ]) {
      const env = { AWS_ENDPOINT_URL: url };
      const text = await told({ params, env });
      expect(text).toContain('apiUrl must be an address');
      expect(text).toContain('siteUrl must be an address');
      expect(await told({ params: ['apiUrl=https://api.cartless.dev'], env })).toContain(
        'apiUrl is for an account that is played on one machine',
      );
    }
  });

  it('is deployed where AWS is played on this machine', async () => {
    expect(await told({ params, env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' } })).toBe('');
  });
});
