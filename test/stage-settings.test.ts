import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { refuseIncomplete } from '@cartless/infrastructure';
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
