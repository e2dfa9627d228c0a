import { describe, expect, it } from '@jest/globals';
import { apiEvent } from '@cartless/testing';
import { readCaller } from './caller.ts';

const event = (scopes: readonly string[]) =>
  apiEvent({ method: 'GET', path: '/', caller: { userId: 'usr_1', username: 'mei', scopes } });

describe('the caller', () => {
  it('is who the verified token names', () => {
    expect(readCaller(event(['shop', 'admin']), 'admin')).toEqual({
      userId: 'usr_1',
      username: 'mei',
      scopes: ['shop', 'admin'],
      isAdmin: true,
    });
  });

  it('is refused without the scope of the route', () => {
    expect(() => readCaller(event(['shop']), 'admin')).toThrow(
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
