import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { numberingPlans, postalRules } from './country-tables.ts';

const kept = (file: string) => readFileSync(new URL(`../src/places/${file}`, import.meta.url), 'utf8');

describe('the tables of countries', () => {
  it('are what the packages that they are made from say', () => {
    expect(kept('postal-rules.ts')).toBe(postalRules());
    expect(kept('numbering-plans.ts')).toBe(numberingPlans());
  });
});
