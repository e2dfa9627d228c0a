import { describe, expect, it } from '@jest/globals';
import { AccountSuspended, EmailTaken } from '../../accounts/errors.ts';
import { TokenExpired, TokenUnknown } from '../errors.ts';
import { linkOutcome } from './link-outcome.ts';

describe('what the login page is told about a link', () => {
  it('is that it worked, or why not', async () => {
    expect(await linkOutcome(Promise.resolve())).toBe('verified=1');
    const refused = {
      unknown: TokenUnknown(),
      expired: TokenExpired(),
      taken: EmailTaken(),
      suspended: AccountSuspended(),
    };
    for (const [reason, error] of Object.entries(refused))
      expect(await linkOutcome(Promise.reject(error))).toBe(`verified=0&reason=${reason}`);
  });

  it('is nothing when the shop itself failed', async () => {
    await expect(linkOutcome(Promise.reject(new Error('no table')))).rejects.toThrow('no table');
  });
});
