import { describe, expect, it } from '@jest/globals';
import { SecretUnusable } from './secret-errors.ts';
import { secretValues } from './secret-values.ts';

const OLD = 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH';
const NEW = 'whsec_9TrQ2mNVyDcKpZ1sA7uEoXhLw4GbJf0R';

describe('what the store holds for a secret', () => {
  it.each([
    ['one value', NEW, [NEW]],
    ['one value with a line break behind it', `${NEW}\n`, [NEW]],
    ['two values, the newer one first', `${NEW}\n${OLD}`, [NEW, OLD]],
    ['lines as Windows ends them', `${NEW}\r\n${OLD}\r\n`, [NEW, OLD]],
    [
      'the address of a Redis',
      'rediss://default:q8Zr1@cache.internal:6379',
      ['rediss://default:q8Zr1@cache.internal:6379'],
    ],
  ])('is %s', (_, stored, values) => {
    expect(secretValues(stored)).toEqual(values);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['a placeholder', 'not-set'],
    ['a longer placeholder', 'changeme-changeme-changeme'],
    ['a placeholder in a real form', 'sk_live_your_secret_key_here'],
    ['a form to fill in', '<the signing secret of the endpoint>'],
    ['a variable that nobody filled in', 'whsec_${STRIPE_WEBHOOK_SECRET}'],
    ['a reference that nobody resolved', '{{resolve:secretsmanager:cartless/prod/carrier}}'],
    ['something short', 'whsec_5WbX5kEWL'],
    ['one character many times', 'a'.repeat(40)],
    ['a good value beside a placeholder', `${NEW}\nnot-set-yet-not-set-yet`],
    ['a good value beside an empty one', `${NEW}\n\n${OLD}`],
    ['three values', `${NEW}\n${OLD}\n${NEW}`],
  ])('is no secret when it is %s', (_, stored) => {
    expect(() => secretValues(stored)).toThrow(SecretUnusable);
  });

  it('is never told in what is said about it', () => {
    for (const weak of ['hunter2', 'changeme-5WbX5kEWLlfz', `${NEW}\n${OLD}\n${NEW}`]) {
      const said = (() => {
        try {
          return secretValues(weak);
        } catch (error) {
          return String(error);
        }
      })();
      expect(said).toMatch(/^Error: it /);
      for (const value of weak.split('\n')) expect(said).not.toContain(value);
    }
  });
});
