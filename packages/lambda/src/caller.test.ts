import { describe, expect, it } from '@jest/globals';
import { apiEvent } from '@cartless/testing';
import { STAFF_SCOPE_NAMES } from '@cartless/domain';
import { readCaller, staffMember } from './caller.ts';

const event = (scopes: readonly string[]) =>
  apiEvent({ method: 'GET', path: '/', caller: { userId: 'usr_1', username: 'mei', scopes } });
/** A call with what an authorizer says, or none. */
function authorised(authorizer: unknown): ReturnType<typeof event> {
  const call = apiEvent({ method: 'GET', path: '/' });
  return { ...call, requestContext: { ...call.requestContext, ...(authorizer ? { authorizer } : {}) } };
}

describe('the caller', () => {
  it('is who the verified token names', () => {
    expect(readCaller(event(['shop', 'support']), 'support')).toStrictEqual({
      userId: 'usr_1',
      username: 'mei',
      scopes: ['shop', 'support'],
    });
  });

  it('has every area with the token that the release before gave to administrators', () => {
    const { scopes } = readCaller(event(['shop', 'admin']), 'finance');
    expect(scopes).toEqual(expect.arrayContaining(['shop', ...STAFF_SCOPE_NAMES]));
  });

  it('needs one of the scopes of the route', () => {
    const access = ['support', 'finance'] as const;
    expect(readCaller(event(['shop', 'finance']), access).scopes).toEqual(['shop', 'finance']);
    expect(() => readCaller(event(['shop', 'catalogue']), access)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('is refused without the scope of the route', () => {
    expect(() => readCaller(event(['shop']), 'support')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    expect(() => readCaller(event(['admin']), 'shop')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('is named with the session of the token, and with every scope however they are parted', () => {
    const claims = { sub: 'usr_1', scope: ' shop  support ', username: 'mei', sid: 'ses' };
    expect(readCaller(authorised({ jwt: { claims } }), 'shop')).toEqual({
      userId: 'usr_1',
      username: 'mei',
      scopes: ['shop', 'support'],
      sessionId: 'ses',
    });
  });

  it.each([
    ['no authorizer', undefined],
    ['another authorizer', { lambda: {} }],
    ['no claims', { jwt: {} }],
    ['no subject', { jwt: { claims: { sub: '', scope: 'shop', username: 'mei' } } }],
    ['no user name', { jwt: { claims: { sub: 'usr_1', scope: 'shop' } } }],
    ['no scope', { jwt: { claims: { sub: 'usr_1', username: 'mei' } } }],
    ['a session that is no text', { jwt: { claims: { sub: 'u', scope: 'shop', username: 'mei', sid: 1 } } }],
  ])('is unknown with %s', (_, authorizer) => {
    expect(() => readCaller(authorised(authorizer), 'shop')).toThrow(
      expect.objectContaining({ code: 'UNAUTHORISED' }),
    );
  });
});

describe('the log', () => {
  it('names who of the staff calls, and no shopper', () => {
    expect(staffMember(event(['shop', 'finance']))).toBe('usr_1');
    expect(staffMember(event(['shop', 'admin']))).toBe('usr_1');
    expect(staffMember(event(['shop']))).toBeUndefined();
    expect(staffMember(apiEvent({ method: 'GET', path: '/' }))).toBeUndefined();
  });
});
