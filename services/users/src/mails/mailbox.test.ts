import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAILBOX_LIMITS, MAILBOX_SPAN_SECONDS, type MailboxShare } from '../throttling/limits.ts';
import { admit, counting, type Posted } from './mailbox.ts';

const SHARES: readonly MailboxShare[] = [
  'to-anybody',
  'login-code',
  'way-in',
  'password-changed',
  'email-changed',
];
/** What its owner must always get. */
const RESERVED = SHARES.slice(2);
const START = Date.parse('2026-11-21T08:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);

/** Asks for letters one after the other; answers those that were posted. */
function deliver(asked: readonly Readonly<{ share: MailboxShare; after: number }>[]): Posted[] {
  let posted: readonly Posted[] = [];
  const sent: Posted[] = [];
  let seconds = 0;
  for (const [n, { share, after }] of asked.entries()) {
    seconds += after;
    const before = counting(posted, String(n), at(seconds));
    if (admit(before, share, at(seconds)) !== 'post') continue;
    const one = { key: String(n), share, at: at(seconds).getTime() / 1000 };
    posted = [...before, one];
    sent.push(one);
  }
  return sent;
}
const anyHistory = fc.array(
  fc.record({ share: fc.constantFrom(...SHARES), after: fc.integer({ min: 0, max: 900 }) }),
  { maxLength: 60 },
);
const inHourUpTo = (sent: readonly Posted[], end: number) =>
  sent.filter(({ at: when }) => when <= end && when > end - MAILBOX_SPAN_SECONDS);

describe('what a mailbox gets', () => {
  it('is five letters at most in any sixty minutes, whatever is asked for', () => {
    fc.assert(
      fc.property(anyHistory, (asked) => {
        const sent = deliver(asked);
        for (const { at: end } of sent) expect(inHourUpTo(sent, end).length).toBeLessThanOrEqual(5);
      }),
    );
    const all = SHARES.flatMap((share) => Array.from({ length: 9 }, () => ({ share, after: 1 })));
    expect(deliver(all).map(({ share }) => share)).toEqual([
      'to-anybody',
      'to-anybody',
      'way-in',
      'password-changed',
      'email-changed',
    ]);
  });

  it('always has room for a link to a new password, and for each warning, after others took all they can', () => {
    for (const share of RESERVED) {
      const others = SHARES.filter((one) => one !== share);
      const flood = others.flatMap((one) => Array.from({ length: 9 }, () => ({ share: one, after: 1 })));
      expect(deliver([...flood, { share, after: 1 }]).at(-1)?.share).toBe(share);
    }
  });

  it('leaves a link to a new password out only while one that was sent still works', () => {
    fc.assert(
      fc.property(anyHistory, (asked) => {
        let posted: readonly Posted[] = [];
        let seconds = 0;
        for (const [n, { share, after }] of asked.entries()) {
          seconds += after;
          const before = counting(posted, String(n), at(seconds));
          const admission = admit(before, share, at(seconds));
          if (share === 'way-in' && admission === 'leave-out') {
            const newest = Math.max(
              ...before.filter((one) => one.share === 'way-in').map(({ at: when }) => when),
            );
            expect(newest + MAILBOX_SPAN_SECONDS).toBeGreaterThan(at(seconds).getTime() / 1000);
          }
          if (admission === 'post')
            posted = [...before, { key: String(n), share, at: at(seconds).getTime() / 1000 }];
        }
      }),
    );
  });

  it('counts a letter once that is tried again', () => {
    const posted = [{ key: 'a', share: 'to-anybody' as const, at: START / 1000 }];
    expect(counting(posted, 'a', at(10))).toEqual([]);
    expect(counting(posted, 'b', at(10))).toEqual(posted);
    expect(counting(posted, 'b', at(MAILBOX_SPAN_SECONDS))).toEqual([]);
  });

  it('has a limit for every share', () => {
    for (const share of SHARES)
      expect(MAILBOX_LIMITS.some(({ shares }) => shares.includes(share))).toBe(true);
  });
});

describe('a warning beyond its share', () => {
  const told = (askedSeconds: number) =>
    admit([{ key: 'a', share: 'password-changed', at: START / 1000 }], 'password-changed', at(askedSeconds));

  it('waits when the mailbox was warned before it happened, and is told when it was warned since', () => {
    expect(told(60)).toBe('wait');
    expect(told(-60)).toBe('told');
  });
});
