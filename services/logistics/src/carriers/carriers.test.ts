import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { RULES } from '../../test/rules.ts';
import { CARRIERS } from './carriers.ts';
import { carriersOf, withKnownProviders } from './stage-carriers.ts';

const NAMES = CARRIERS.map(({ provider }) => provider);
const HERE = new URL('.', import.meta.url);
const folders = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => readdirSync(new URL(`${name}/`, HERE)).includes('choice.yml'));

describe('the carriers', () => {
  it('are the folders that a stage may choose, each by the name of its folder', () => {
    expect(folders.toSorted()).toEqual(NAMES.toSorted());
    for (const name of folders) {
      const file = readFileSync(new URL(`${name}/choice.yml`, HERE), 'utf8');
      expect(file).toMatch(/^chosenBy: carriers$/m);
      expect(file).toMatch(/^ {2}calls:$/m);
      expect(file).toMatch(/^ {2}hears:$/m);
    }
  });

  it('of a stage are those that it names, in its order, and no others', () => {
    const names = NAMES.toReversed();
    expect(carriersOf(CARRIERS, names).map(({ provider }) => provider)).toEqual(names);
    expect(() => carriersOf(CARRIERS, ['owl-post'])).toThrow('carriers names owl-post; known are easypost');
    expect(() => carriersOf(CARRIERS, [])).toThrow('carriers names none');
  });

  it('of a rule are some of the stage’s', () => {
    const rules = {
      ...RULES,
      carriers: [{ prefer: 'cheapest' as const, providers: ['easypost', 'owl-post'] }],
    };
    expect(() => withKnownProviders(rules, NAMES)).toThrow('parcelRules name owl-post');
    expect(withKnownProviders(RULES, NAMES)).toBe(RULES);
  });
});
