import { describe, expect, it } from '@jest/globals';
import { argon2Passwords, argon2PasswordsBy } from './argon2-hasher.ts';

describe('passwords under argon2id', () => {
  it('are kept as a PHC string with OWASP’s parameters and a salt of their own', async () => {
    const [a, b] = [
      await argon2Passwords.hash('Correct-horse-7'),
      await argon2Passwords.hash('Correct-horse-7'),
    ];
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(a).not.toBe(b);
    expect(await argon2Passwords.verify(a, 'Correct-horse-7')).toBe(true);
    expect(await argon2Passwords.verify(a, 'correct-horse-7')).toBe(false);
  });

  it('are the same however a keyboard writes the letters', async () => {
    const hash = await argon2Passwords.hash('Cafe\u0301-horse-7');
    expect(await argon2Passwords.verify(hash, 'Caf\u00e9-horse-7')).toBe(true);
  });

  it('are still known under the parameters of their time, and called outdated', async () => {
    const weak =
      '$argon2id$v=19$m=8192,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(argon2Passwords.isOutdated(weak)).toBe(true);
    expect(await argon2Passwords.verify(weak, 'Correct-horse-7')).toBe(false);
    expect(argon2Passwords.isOutdated(await argon2Passwords.hash('Correct-horse-7'))).toBe(false);
  });

  it('cost as much to miss for nobody as for somebody', async () => {
    const costs: object[] = [];
    const counted = argon2PasswordsBy(async (algorithm, { nonce, ...cost }) => {
      costs.push({ algorithm, saltBytes: Buffer.from(nonce as Buffer).length, ...cost });
      return Buffer.alloc(cost.tagLength);
    });
    await counted.verify(await argon2Passwords.hash('Correct-horse-7'), 'Wrong-horse-7');
    await counted.waste('Wrong-horse-7');
    expect(costs).toHaveLength(2);
    expect(costs[1]).toEqual(costs[0]);
  });
});
