import { describe, expect, it } from '@jest/globals';
import { comparableEmail, comparableUsername } from './identifiers.ts';

describe('names in the form in which they are compared', () => {
  it('do not depend on letter case or width', () => {
    expect(comparableUsername('ＭＥＩ.Lin')).toBe('mei.lin');
    expect(comparableEmail('MEI@Example.COM')).toBe('mei@example.com');
  });

  it('do not depend on how Unicode writes a letter', () => {
    expect(comparableEmail('jose\u0301@example.com')).toBe(comparableEmail('jos\u00e9@example.com'));
  });

  it('know both spellings of an international domain', () => {
    expect(comparableEmail('li@例子.中国')).toBe(comparableEmail('li@xn--fsqu00a.xn--fiqs8s'));
  });

  it.each([
    '',
    'a',
    '@example.com',
    'a@',
    'a@b',
    'a b@example.com',
    'a@@example.com',
    '.a@example.com',
    'a.@example.com',
  ])('do not exist for what no mail could reach: %j', (email) => {
    expect(comparableEmail(email)).toBeUndefined();
  });

  it.each([
    'a@-example.com',
    'a@exa_mple.com',
    'a@example.com\r\nBcc: b@example.com',
    'a@127.0.0.1',
    `${'a'.repeat(65)}@example.com`,
  ])('do not exist for what only looks like an address: %j', (email) => {
    expect(comparableEmail(email)).toBeUndefined();
  });
});
