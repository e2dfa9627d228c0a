import { describe, expect, it } from '@jest/globals';
import { argon2Passwords } from './argon2-hasher.ts';

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

  it('take as long to miss for nobody as for somebody', async () => {
    const hash = await argon2Passwords.hash('Correct-horse-7');
    const time = async (run: () => Promise<unknown>) => {
      const times = [];
      for (let n = 0; n < 7; n += 1) {
        const started = performance.now();
        await run();
        times.push(performance.now() - started);
      }
      return times.toSorted((a, b) => a - b)[3] ?? 0;
    };
    const wrong = await time(() => argon2Passwords.verify(hash, 'Wrong-horse-7'));
    const nobody = await time(() => argon2Passwords.waste('Wrong-horse-7'));
    expect(Math.max(wrong, nobody) / Math.min(wrong, nobody)).toBeLessThan(3);
  });
});
