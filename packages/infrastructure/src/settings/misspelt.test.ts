import { describe, expect, it } from '@jest/globals';
import { GIVEN, scratchStage } from '../../test/scratch-stage.ts';
import { readCatalogue } from './catalogue.ts';
import { givenTo } from './given.ts';
import { refuseIncomplete } from './refuse-incomplete.ts';

/** What a person is told who packages orders, or deploys the whole shop. */
async function told(
  file: string,
  params: readonly string[] = [],
  names: readonly string[] = ['shop-orders'],
  where = 'prod',
) {
  const folder = scratchStage({ 'stages/prod.yml': file });
  const given = givenTo(folder, 'prod', params);
  const stage = { catalogue: readCatalogue(folder), stage: where, given, params, names, deploying: false };
  return refuseIncomplete(stage, async () => new Map()).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
}

describe('a stage', () => {
  it.each(['Prod', 'my_stage', 'a--b', '-a', 'a-', '1st', ''])('cannot be called "%s"', async (name) => {
    expect(await told(GIVEN, [], ['shop-orders'], name)).toContain(
      `A stage cannot be called "${name}": its name has small letters, digits and single hyphens`,
    );
  });

  it('has no longer a name than AWS takes of what is made with it', async () => {
    expect(await told(GIVEN, [], ['shop-orders'], 'a-stage-of-18-lett')).toBe('');
    expect(await told(GIVEN, [], ['shop-orders'], 'a-stage-of-19-lette')).toBe(
      'A stage cannot be called "a-stage-of-19-lette", which has 19 letters: 18 are the most, as AWS bounds the names that are made with it.',
    );
  });
});

describe('a map', () => {
  it('is checked inside, by the schema that its service reads it by', async () => {
    const wrong = GIVEN.replace(
      '{ default: 1900 }',
      '{ default: "19 %", categories: { books: -1 }, place: 2 }',
    );
    const text = await told(wrong);
    expect(text).toContain(
      'taxRules is not as orders reads it: default: Invalid input: expected number, received string;',
    );
    expect(text).toContain('categories.books: Too small: expected number to be >=0');
    expect(text).toContain('it: Unrecognized key: "place"');
  });

  it('of counts has whole numbers', async () => {
    expect(await told(GIVEN, ['kept={"orders/a":1}'])).toBe('');
    for (const wrong of ['{"orders/a":"1"}', '{"orders/a":-1}', '{"orders/a":0.5}', '[1]'])
      expect(await told(GIVEN, [`kept=${wrong}`])).toContain('kept must be a map of whole numbers');
  });
});

describe('a setting', () => {
  it('with a misspelt name is told with the right one, from the file and from the command line', async () => {
    const says = 'siteURL is a setting that nothing reads. Did you mean siteUrl?';
    expect(await told(`${GIVEN}siteURL: https://shop.cartless.dev`)).toContain(says);
    expect(await told(GIVEN, ['siteURL=https://shop.cartless.dev'])).toContain(says);
    expect(await told(GIVEN, ['curency=EUR'])).toContain('Did you mean currency?');
  });

  it('with a name like no other is told without a guess', async () => {
    const text = await told(GIVEN, ['somethingElse=1']);
    expect(text).toContain('somethingElse is a setting that nothing reads. Leave it out');
    expect(text).not.toContain('Did you mean');
  });

  it('that is a secret is told where it belongs, without its value', async () => {
    const text = await told(`${GIVEN}apiKey: MistakenlyGivenAsASetting`);
    expect(text).toContain('It is a secret: store it as /shop/prod/orders/api-key');
    expect(text).not.toContain('MistakenlyGiven');
  });

  it('that several services read is not given to one by the command line, nor to all for once', async () => {
    for (const names of [['shop-orders'], ['shop-orders', 'shop-users']])
      expect(await told(GIVEN, ['siteUrl=https://other.cartless.dev'], names)).toContain(
        'siteUrl may not be given by --param. All of these services have to have the same',
      );
    expect(await told(GIVEN, ['currency=CNY'])).toBe('');
    expect(await told(GIVEN, ['redis=yes'], undefined, 'local')).toBe('');
  });

  it('that says how one command works is said to that command, and stands in no file', async () => {
    expect(await told(GIVEN, ['packaged=true'])).toBe('');
    expect(await told(GIVEN, ['packaged=1'])).toContain('packaged must be one of true, false');
    expect(await told(`${GIVEN}packaged: 'true'`)).toContain(
      `packaged may not stand in the stage's file. Say it to the one command: --param="packaged=true".`,
    );
  });

  it('of plain http is for one machine alone', async () => {
    const plain = GIVEN.replace('https:', 'http:');
    expect(await told(plain)).toContain('with https, not "http://shop.cartless.dev"');
  });
});
