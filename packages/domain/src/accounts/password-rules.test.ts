import { expect, it } from '@jest/globals';
import { keepsPasswordRules, PASSWORD_RULES } from './password-rules.ts';

const kept = (password: string) =>
  Object.entries(PASSWORD_RULES).flatMap(([name, keeps]) => (keeps(password) ? [name] : []));

it.each([
  ['', []],
  ['abc', ['letter']],
  ['12345678', ['length', 'digit']],
  ['river2026', ['length', 'letter', 'digit']],
  ['河流很安静二零２０', ['length', 'letter', 'digit']],
  ['😀😀😀a1', ['letter', 'digit']],
  [`a1${'x'.repeat(127)}`, ['letter', 'digit']],
])('a password %j keeps the rules %j', (password, rules) => {
  expect(kept(password)).toEqual(rules);
  expect(keepsPasswordRules(password)).toBe(rules.length === 3);
});
