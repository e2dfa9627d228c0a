import { describe, expect, it } from '@jest/globals';
import { withTrace } from '../trace.ts';
import { fromOutbox, outboxEntry, outboxPointer } from './outbox.ts';
import { UserActivated } from './users/user-activated.ts';

const facts = {
  subject: 'usr_0demo',
  sequence: 3,
  time: '2026-11-21T08:00:00.000Z',
  data: { userId: 'usr_0demo' },
} as const;
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${TRACE_ID}-00f067aa0ba902b7-01`;

describe('an outbox entry', () => {
  it('gives back the event that went in', () => {
    const entry = outboxEntry(UserActivated, facts);
    expect(fromOutbox(entry, UserActivated, entry.d)).toEqual(UserActivated.create(facts));
  });

  it('without data only points', () => {
    expect(outboxPointer(UserActivated, facts)).toEqual({
      type: 'users.user-activated.v1',
      s: 'usr_0demo',
      n: 3,
      at: facts.time,
    });
  });

  it('is not made of data that break the contract', () => {
    expect(() => outboxEntry(UserActivated, { ...facts, data: { userId: 'nobody' } })).toThrow();
  });

  it('leaves out what the contract does not declare', () => {
    const data = { userId: 'usr_0demo', password: 'secret' } as const;
    expect(outboxEntry(UserActivated, { ...facts, data }).d).toEqual({ userId: 'usr_0demo' });
  });

  it.each([
    ['the trace and its own correlation id', 'campaign-7', 'campaign-7'],
    ['the trace alone when both ids are one', TRACE_ID, undefined],
  ])('keeps %s', (_, correlationId, stored) => {
    const entry = withTrace({ traceparent, correlationId }, () => outboxEntry(UserActivated, facts));
    expect(entry.cid).toBe(stored);
    expect(fromOutbox(entry, UserActivated, entry.d)).toMatchObject({ traceparent, correlationId });
  });
});
