import { describe, expect, it } from '@jest/globals';
import { linkToken, newSecret, RandomId, readLinkToken, sameHash, secretHash } from './secret-link.ts';

const USER = 'usr_0123456789';

describe('the token in a mailed link', () => {
  it('names the account, and is stored by a digest of its secret', () => {
    const secret = newSecret();
    expect(readLinkToken(linkToken(USER, secret))).toEqual({ userId: USER, digest: secretHash(secret) });
  });

  it.each([
    ['nothing', () => ''],
    ['a secret alone', (secret: string) => secret],
    ['no secret', () => `${USER}.`],
    ['a secret with a character too many', (secret: string) => `${USER}.${secret}A`],
    ['a secret with a character too few', (secret: string) => `${USER}.${secret.slice(1)}`],
    ['a secret with another alphabet', (secret: string) => `${USER}.${secret.slice(1)}+`],
    ['a part too many', (secret: string) => `${USER}.${secret}.${secret}`],
    ['something before it', (secret: string) => `x${USER}.${secret}`],
    ['another thing than an account', (secret: string) => `ord_0123456789.${secret}`],
    ['an account of another alphabet', (secret: string) => `usr_ü.${secret}`],
  ])('is none with %s', (_, tokenOf) => {
    expect(readLinkToken(tokenOf(newSecret()))).toBeUndefined();
  });
});

describe('a random id', () => {
  it('has as many characters as it takes, and no others', () => {
    const id = 'abcdefghijklmnopqrst_-';
    expect(RandomId.safeParse(id).success).toBe(true);
    for (const other of [`${id}A`, `A${id}`, id.slice(1), `${id.slice(1)}+`])
      expect(RandomId.safeParse(other).success).toBe(false);
  });
});

describe('two digests', () => {
  it('are the same only when every character and their number are', () => {
    const digest = secretHash('secret');
    expect(sameHash(digest, secretHash('secret'))).toBe(true);
    expect(sameHash(digest, secretHash('Secret'))).toBe(false);
    expect(sameHash(digest, `${digest}A`)).toBe(false);
    expect(sameHash(digest, '')).toBe(false);
  });
});
