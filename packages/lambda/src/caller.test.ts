import { describe, expect, it } from '@jest/globals';
import { apiEvent } from '@cartless/testing';
import { STAFF_SCOPE_NAMES } from '@cartless/domain';
import { readCaller, staffMember } from './caller.ts';

const event = (scopes: readonly string[]) =>
  apiEvent({ method: 'GET', path: '/', caller: { userId: 'usr_1', username: 'mei', scopes } });

describe('the caller', () => {
  it('is who the verified token names', () => {
    expect(readCaller(event(['shop', 'support']), 'support')).toEqual({
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

  it.each([
    ['no authorizer', {}],
    ['no claims', { authorizer: { jwt: {} } }],
    ['no subject', { authorizer: { jwt: { claims: { sub: '', scope: 'shop', username: 'mei' } } } }],
    ['no scope', { authorizer: { jwt: { claims: { sub: 'usr_1', username: 'mei' } } } }],
  ])('is unknown with %s', (_, authorised) => {
    const call = event(['shop']);
    const { authorizer: __, ...rest } = call.requestContext as typeof call.requestContext & {
      authorizer?: unknown;
    };
    const changed = { ...call, requestContext: { ...rest, ...authorised } };
    expect(() => readCaller(changed as typeof call, 'shop')).toThrow(
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
