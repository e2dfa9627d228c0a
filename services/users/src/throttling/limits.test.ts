import { describe, expect, it } from '@jest/globals';
import { memoryUsers } from '../../test/memory-users.ts';
import { allow, allowClient, type ClientLimit, type Limit } from './allow.ts';
import * as LIMITS from './limits.ts';

const {
  MAILBOX_LIMITS: _mailbox,
  MAILBOX_SPAN_SECONDS: _span,
  ATTACK_LETTER_AFTER: _after,
  ...others
} = LIMITS;
const limits: readonly (Limit | ClientLimit)[] = Object.values(others).flat();
const ofClients = limits.filter((limit): limit is ClientLimit => 'by' in limit);

const BEYOND = { code: 'TOO_MANY_REQUESTS', kind: 'too-many' };
/** Calls of one client, of its neighbours, and of somebody else, each from an address of its own. */
const CALLS = {
  client: { of: (n: number) => `2001:db8:1:1::${n}`, another: '2001:db8:1:2::1' },
  neighbourhood: { of: (n: number) => `2001:db8:1:${n}::1`, another: '2001:db8:2:1::1' },
};

describe('what a mailbox gets in an hour', () => {
  it('is two letters that anybody can cause, a third for a new password, and its warnings, which wait', () => {
    const rows = LIMITS.MAILBOX_LIMITS.map(
      ({ shares, times, beyond }) => `${times} ${shares.join(' or ')}: ${beyond}`,
    );
    expect(rows).toEqual([
      '2 to-anybody or login-code: leave-out',
      '3 to-anybody or login-code or way-in: leave-out',
      '1 password-changed: wait',
      '1 email-changed: wait',
      '2 report: wait',
    ]);
  });
});

describe('limits', () => {
  it('count by names of their own', () => {
    const names = limits.map(({ what }) => what);
    expect(names).toEqual(names.map(() => expect.stringMatching(/^[a-z][a-z -]+$/)));
    expect(new Set(names).size).toBe(names.length);
    expect(ofClients).toHaveLength(6);
  });

  it.each(ofClients)(
    'let a $by do what is counted as "$what" $times times, and others go on',
    async (limit) => {
      const { ports } = memoryUsers();
      const call = (sourceIp: string) => allowClient(ports.allowances, [limit], sourceIp, ports.now());
      const { of, another } = CALLS[limit.by];
      for (let n = 1; n <= limit.times; n += 1) await call(of(n));
      await expect(call(of(limit.times + 1))).rejects.toMatchObject(BEYOND);
      await call(another);
    },
  );

  it.each(limits)(
    'let one do what is counted as "$what" $times times in $spanSeconds seconds',
    async (limit) => {
      const { ports, clock } = memoryUsers();
      clock.at -= clock.at % (limit.spanSeconds * 1000);
      const use = (of: string) => allow(ports.allowances, limit, of, ports.now());
      for (let n = 0; n < limit.times; n += 1) await use('one');
      clock.at += limit.spanSeconds * 1000 - 1;
      await expect(use('one')).rejects.toMatchObject({ ...BEYOND, details: { retryAfter: 1 } });
      await use('another');
      clock.at += 1;
      await use('one');
    },
  );
});
