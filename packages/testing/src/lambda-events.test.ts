import { describe, expect, it } from '@jest/globals';
import { outboxEntry, readCloudEvent, UserActivated } from '@cartless/domain';
import { apiEvent, outboxOf, queueEvent } from './lambda-events.ts';

const facts = {
  subject: 'usr_1',
  sequence: 1,
  time: '2026-11-21T08:00:00.000Z',
  data: { userId: 'usr_1' },
} as const;

describe('the events that tests give to handlers', () => {
  it('of a call carry a JSON body and verified claims only when there are any', () => {
    const bare = apiEvent({ method: 'GET', path: '/products' });
    expect(bare.headers).toEqual({});
    expect(bare.body).toBeUndefined();
    expect(bare.requestContext).not.toHaveProperty('authorizer');
    const full = apiEvent({
      method: 'POST',
      path: '/orders',
      query: { a: '1' },
      body: { b: 2 },
      caller: { userId: 'usr_1' },
    });
    expect(full).toMatchObject({
      body: '{"b":2}',
      headers: { 'content-type': 'application/json' },
      rawQueryString: 'a=1',
      requestContext: { authorizer: { jwt: { claims: { sub: 'usr_1', scope: 'shop' } } } },
    });
  });

  it('of a queue hold what SNS would deliver', () => {
    const event = UserActivated.create(facts);
    const { Records } = queueEvent([event, 'text'], 3);
    expect(readCloudEvent(JSON.parse(Records[0]?.body ?? ''), [UserActivated])).toEqual(event);
    expect(Records[1]?.body).toBe('text');
    expect(Records.map(({ attributes }) => attributes.ApproximateReceiveCount)).toEqual(['3', '3']);
  });

  it('that wait in an item are found, or there are none', () => {
    const entry = outboxEntry(UserActivated, facts);
    expect(outboxOf({ outbox: [entry] })).toEqual([entry]);
    expect(outboxOf({})).toEqual([]);
    expect(outboxOf(undefined)).toEqual([]);
  });
});
