import { describe, expect, it } from '@jest/globals';
import { withTrace } from '../trace.ts';
import { readCloudEvent, toCloudEvent } from './cloud-event.ts';
import { EVENT_CONTRACTS } from './registry.ts';
import { UserActivated } from './users/user-activated.ts';
import { UserRegistered } from './users/user-registered.ts';

const event = UserActivated.create({
  subject: 'usr_0demo',
  sequence: 7,
  time: '2026-11-21T08:00:00.000Z',
  data: { userId: 'usr_0demo' },
});

describe('an event', () => {
  it('told twice has one id', () => {
    expect(event.id).toBe('usr_0demo.7.user-activated');
  });

  it('that breaks its contract is not made', () => {
    const broken = { ...event, data: { userId: 'nobody' } };
    expect(() => UserActivated.create(broken as never)).toThrow();
  });

  it('carries the trace of what caused it', () => {
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, correlationId: 'c' };
    expect(withTrace(trace, () => UserActivated.create(event))).toMatchObject(trace);
  });

  it('has only registered types, each once', () => {
    const types = EVENT_CONTRACTS.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(type).toMatch(/^[a-z]+\.[a-z-]+\.v\d+$/);
  });
});

describe('the envelope', () => {
  const envelope = toCloudEvent({ ...event, traceparent: 't', correlationId: 'c' });

  it('is a CloudEvent 1.0 with the extensions', () => {
    expect(envelope).toEqual({
      specversion: '1.0',
      id: 'usr_0demo.7.user-activated',
      source: '/cartless/users',
      type: 'users.user-activated.v1',
      subject: 'usr_0demo',
      time: '2026-11-21T08:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:cartless:event:users.user-activated.v1',
      sequence: '0000000007',
      traceparent: 't',
      correlationid: 'c',
      data: { userId: 'usr_0demo' },
    });
  });

  it('opened again is the event', () => {
    expect(readCloudEvent(JSON.parse(JSON.stringify(envelope)), [UserActivated])).toEqual({
      ...event,
      traceparent: 't',
      correlationId: 'c',
    });
  });

  it('sorts by version as text', () => {
    const text = (sequence: number) => toCloudEvent({ ...event, sequence }).sequence;
    expect([text(10), text(9), text(100)].toSorted()).toEqual([text(9), text(10), text(100)]);
  });

  it.each([-1, 1.5, 10 ** 10, Number.NaN])('does not take the sequence %d', (sequence) => {
    expect(() => toCloudEvent({ ...event, sequence })).toThrow(RangeError);
  });

  it('may carry members and data that this release does not know', () => {
    const newer = { ...envelope, priority: 1, data: { ...event.data, nickname: 'Mei' } };
    expect(readCloudEvent(newer, [UserActivated]).data).toEqual({ userId: 'usr_0demo' });
  });

  it.each([
    ['no object', 'text'],
    ['of another version', { ...envelope, specversion: '0.3' }],
    ['without an id', { ...envelope, id: '' }],
    ['with a short sequence', { ...envelope, sequence: '7' }],
    ['with a local time', { ...envelope, time: '2026-11-21T08:00:00+08:00' }],
    ['with broken data', { ...envelope, data: { userId: 1 } }],
    ['without data', { ...envelope, data: undefined }],
  ])('is refused when it is %s', (_, message) => {
    expect(() => readCloudEvent(message, [UserActivated])).toThrow(
      expect.objectContaining({ code: 'EVENT_UNREADABLE', kind: 'malformed' }),
    );
  });

  it('of a type that was not asked for is refused by name', () => {
    expect(() => readCloudEvent(envelope, [UserRegistered])).toThrow(
      /unexpected type users\.user-activated\.v1/,
    );
  });
});
