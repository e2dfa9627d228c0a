import { describe, expect, it } from '@jest/globals';
import { SecretUnusable, StoreUnavailable } from './secret-errors.ts';
import { callWith, keptSecret, provenBy } from './secret.ts';

const OLD = 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH';
const NEW = 'whsec_9TrQ2mNVyDcKpZ1sA7uEoXhLw4GbJf0R';
const MINUTE = 60_000;

/** A store whose content a test changes, the secret kept from it, and a clock. */
function world(first: string | Error = OLD) {
  let [content, time, reads] = [first, 0, 0];
  const reports: string[] = [];
  const secret = keptSecret({
    read: async () => {
      reads += 1;
      if (content instanceof Error) throw content;
      return content;
    },
    report: (message, error) => reports.push(`${message}: ${String(error)}`),
    now: () => time,
    random: () => 0.5,
  });
  return {
    secret,
    reports,
    reads: () => reads,
    hold: (next: string | Error) => void (content = next),
    pass: (ms: number) => void (time += ms),
  };
}
const away = () => new StoreUnavailable('no answer');
const refusal = { code: 'SECRET_UNAVAILABLE', kind: 'unavailable', details: { retryAfter: 5 } };

describe('a secret', () => {
  it('is read once, however many ask at the same moment or soon after', async () => {
    const { secret, reads, pass } = world();
    const all = await Promise.all(Array.from({ length: 20 }, () => secret.values()));
    pass(4 * MINUTE);
    expect([...all, await secret.values()]).toEqual(Array.from({ length: 21 }, () => [OLD]));
    expect(reads()).toBe(1);
  });

  it('is read again after five minutes, so that another value arrives without a deployment', async () => {
    const { secret, hold, pass } = world();
    await secret.values();
    hold(NEW);
    pass(5 * MINUTE);
    expect(await secret.values()).toEqual([NEW]);
  });

  it('is read again when the clock went back', async () => {
    const { secret, hold, pass } = world();
    await secret.values();
    hold(NEW);
    pass(-1);
    expect(await secret.values()).toEqual([NEW]);
  });

  it('goes on being used while the store is away, which is asked now and then', async () => {
    const { secret, hold, pass, reads, reports } = world();
    await secret.values();
    hold(away());
    pass(5 * MINUTE);
    for (let call = 0; call < 10; call += 1) expect(await secret.values()).toEqual([OLD]);
    expect(reads()).toBe(2);
    expect(reports).toEqual(['a secret is used that cannot be read again: Error: no answer']);
    hold(NEW);
    pass(MINUTE);
    expect(await secret.values()).toEqual([NEW]);
  });

  it('that nobody knows cannot be had while the store is away; who asks is told when to come again', async () => {
    const { secret, hold, pass, reads } = world(away());
    await expect(secret.values()).rejects.toMatchObject(refusal);
    await expect(secret.values()).rejects.toMatchObject(refusal);
    expect(reads()).toBe(1);
    hold(OLD);
    pass(5000);
    expect(await secret.values()).toEqual([OLD]);
  });

  it.each([
    ['is gone', new SecretUnusable('ParameterNotFound')],
    ['may not be read any more', new SecretUnusable('AccessDeniedException')],
    ['has become a placeholder', 'not-set'],
    ['has become empty', ' '],
  ])('that %s is used no more', async (_, next) => {
    const { secret, hold, pass } = world();
    await secret.values();
    hold(next);
    pass(5 * MINUTE);
    await expect(secret.values()).rejects.toMatchObject(refusal);
    await expect(provenBy(secret, () => true)).rejects.toMatchObject(refusal);
  });
});

describe('what a secret proves', () => {
  const isNew = (value: string) => value === NEW;

  it('is proven by either of two values', async () => {
    const { secret } = world(`${NEW}\n${OLD}`);
    expect(await provenBy(secret, isNew)).toBe(true);
    expect(await provenBy(secret, (value) => value === OLD)).toBe(true);
    expect(await provenBy(secret, () => false)).toBe(false);
  });

  it('is proven by a value that was stored a moment ago', async () => {
    const { secret, hold, pass } = world();
    await secret.values();
    hold(NEW);
    pass(MINUTE);
    expect(await provenBy(secret, isNew)).toBe(true);
  });

  it('leads to one question a minute, however many wrong signatures come', async () => {
    const { secret, pass, reads } = world();
    await secret.values();
    pass(MINUTE);
    const proofs = await Promise.all(Array.from({ length: 50 }, () => provenBy(secret, () => false)));
    for (let call = 0; call < 50; call += 1) proofs.push(await provenBy(secret, () => false));
    expect(new Set(proofs)).toEqual(new Set([false]));
    expect(reads()).toBe(2);
    pass(MINUTE);
    await provenBy(secret, () => false);
    expect(reads()).toBe(3);
  });
});

describe('a call with a secret', () => {
  const wrongKey = new Error('401');
  const isRefused = (error: unknown) => error === wrongKey;
  const provider = (valid: string) => async (value: string) => {
    if (value !== valid) throw wrongKey;
    return 'done';
  };

  it('is made again with the newer value that the store has', async () => {
    const { secret, hold, pass } = world();
    await secret.values();
    hold(`${NEW}\n${OLD}`);
    pass(MINUTE);
    expect(await callWith(secret, provider(NEW), isRefused)).toBe('done');
  });

  it('is made again with the newer value that another call has found', async () => {
    const { secret, hold, pass, reads } = world();
    await secret.values();
    hold(NEW);
    pass(MINUTE);
    const calls = Array.from({ length: 5 }, () => callWith(secret, provider(NEW), isRefused));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 5 }, () => 'done'));
    expect(reads()).toBe(2);
  });

  it('fails as it failed when there is no newer value, or something else was wrong', async () => {
    const { secret, pass, reads } = world();
    await secret.values();
    pass(MINUTE);
    await expect(callWith(secret, provider(NEW), isRefused)).rejects.toBe(wrongKey);
    pass(MINUTE);
    await expect(callWith(secret, provider(NEW), () => false)).rejects.toBe(wrongKey);
    expect(reads()).toBe(2);
  });
});
