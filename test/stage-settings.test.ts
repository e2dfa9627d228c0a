import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { givenTo, refuseIncomplete } from '@cartless/infrastructure';
import { CATALOGUE, EXAMPLE, ROOT, SERVICES } from './serverless-yaml.ts';

const NAMES = [...SERVICES, 'platform', 'edge'].map((service) => `cartless-${service}`);

/** What a person is told about a stage like the example but for some settings. */
const told = (others: Readonly<Record<string, string>>, params: readonly string[] = []) =>
  refuseIncomplete(
    {
      catalogue: CATALOGUE,
      stage: 'team',
      given: { ...EXAMPLE, ...others },
      params,
      names: NAMES,
      deploying: false,
    },
    async () => new Map(),
  ).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );

describe('the settings of a stage', () => {
  it('of the example are all right', async () => {
    expect(await told({})).toBe('');
  });

  it('of the laptop are all right, maps inside too', async () => {
    const { siteUrl: _, ...given } = givenTo(join(ROOT, 'services'), 'local', []);
    expect(await told(given)).toBe('');
  });

  it('that are maps are all checked inside', () => {
    const unchecked = Object.entries(CATALOGUE.settings).filter(
      ([, { is, shape }]) => is === 'map' && shape === undefined,
    );
    expect(unchecked).toEqual([]);
  });

  it('are refused for what is wrong inside of them', async () => {
    const carriers = {
      carriers: '["easypost","kuaidi100"]',
      kuaidi100: '{"customer":"A","currency":"CNY","services":[]}',
    };
    for (const [name, value, says] of [
      ['taxRules', '{"default":"13 %"}', 'default: Invalid input: expected number'],
      ['shippingRules', '{"default":{"fee":-1,"freeFrom":null}}', 'default.fee: Too small'],
      ['seller', '{"name":"A","address":[]}', 'address: Too small'],
      ['parcelRules', '{"origin":{}}', 'origin.recipient: Invalid input'],
      ['orderLimits', '{"levels":{}}', 'levels.restricted: Invalid input'],
      ['kuaidi100', carriers.kuaidi100, 'services: Too small'],
    ] as const)
      expect(await told({ ...carriers, [name]: value })).toMatch(
        new RegExp(String.raw`^ {2}${name} is not as \w+ reads it: (.*; )?${says}`, 'm'),
      );
  });

  it('are all listed that a service reads', () => {
    const files = globSync(['*.yml', '*/serverless.yml', '*/infra/*.yml', '*/src/**/{function,choice}.yml'], {
      cwd: join(ROOT, 'services'),
    });
    const read = files.flatMap((file) =>
      [...readFileSync(join(ROOT, 'services', file), 'utf8').matchAll(/(?:\$\{|, )param:(\w+)/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter((name) => !(name in CATALOGUE.settings))).toEqual([]);
  });

  it('that are numbers take no words, and those that are yes or no take nothing else', async () => {
    const wrong = Object.entries(CATALOGUE.settings).filter(([, { is }]) =>
      ['whole', 'number', 'choice', 'one-of'].includes(is),
    );
    expect(wrong.map(([name]) => name)).toEqual(
      expect.arrayContaining(['payWithinSeconds', 'rollUpShards', 'redis', 'autoDispatch', 'kind']),
    );
    const text = await told(Object.fromEntries(wrong.map(([name]) => [name, 'abc'])));
    for (const [name] of wrong)
      expect(text).toMatch(new RegExp(String.raw`^ {2}${name} must be .*"abc"`, 'm'));
  });

  it('that would have two currencies in one shop are refused', async () => {
    expect(await told({ currency: 'EUR' }, ['currency=EUR'])).toContain(
      'currency may not be given by --param',
    );
  });
});
