import { describe, expect, it } from '@jest/globals';
import { fakeShop, gatewaySays, json, LOST, problem } from '../../test/fake-shop.ts';
import { memoryStorage } from './session-store.ts';

const WHO = { identifier: 'mei', password: 'Quiet-river-2026' };
const MINUTES = 60_000;
const given = (number: number, userId = 'usr_mei') =>
  json({ accessToken: `access-${number}`, tokenType: 'Bearer', expiresIn: 900, userId });
const orders = () => json({ items: [], nextCursor: null });
const gone = () => new Response(null, { status: 204 });
const callsOf = (sent: readonly { call: string }[]) => sent.map(({ call }) => call);
const tokensOf = (sent: readonly { headers: Headers }[]) =>
  sent.map(({ headers }) => headers.get('authorization'));

/** A page of the shop; one that is opened anew has the storage of the one before, and its own memory. */
const page = (answers: Parameters<typeof fakeShop>[0], storage = memoryStorage()) => ({
  ...fakeShop(answers, { session: 'cookie', storage }),
  storage,
});

describe('a session in a cookie', () => {
  it('leaves no token in the storage, and says of each call that it is of an own page', async () => {
    const kept: string[] = [];
    const storage = memoryStorage();
    const watched = {
      ...storage,
      setItem: (key: string, value: string) => void kept.push(`${key} ${value}`),
    };
    const { shop, sent } = page([given(1), given(2), gone()], watched);
    expect(await shop.session.logIn(WHO)).toMatchObject({ data: { userId: 'usr_mei' } });
    await shop.session.logInByCode({ identifier: 'mei', code: '12345678' });
    await shop.session.logOut();
    expect(callsOf(sent)).toEqual(['POST /session', 'POST /session/code', 'DELETE /session']);
    expect(sent[0]?.body).toEqual(WHO);
    expect(sent.map(({ headers }) => headers.get('x-requested-with'))).toEqual(['page', 'page', 'page']);
    expect(kept.join('\n')).not.toMatch(/access-|token/i);
    expect(kept).toHaveLength(2);
  });

  it('gives its token to what wants one, and asks for the next before it ends', async () => {
    const { shop, sent, clock } = page([given(1), orders(), given(2), orders()]);
    await shop.session.logIn(WHO);
    await shop.get('/orders');
    clock.time += 14.9 * MINUTES;
    await shop.get('/orders');
    expect(callsOf(sent)).toEqual(['POST /session', 'GET /orders', 'POST /session/refresh', 'GET /orders']);
    expect(tokensOf(sent)).toEqual([null, 'Bearer access-1', null, 'Bearer access-2']);
    expect(sent[2]?.body).toBeUndefined();
  });

  it('is found again by a page that is opened anew, which asks once', async () => {
    const { shop, storage } = page([given(1)]);
    await shop.session.logIn(WHO);
    const next = page([given(2), orders(), orders()], storage);
    expect(await next.shop.session.current()).toEqual({ userId: 'usr_mei' });
    await Promise.all([next.shop.get('/orders'), next.shop.get('/orders')]);
    expect(callsOf(next.sent)).toEqual(['POST /session/refresh', 'GET /orders', 'GET /orders']);
    expect(tokensOf(next.sent).slice(1)).toEqual(['Bearer access-2', 'Bearer access-2']);
  });

  it('asks nothing for a visitor who is not logged in', async () => {
    const { shop, sent } = page([gatewaySays(401, 'Unauthorized')]);
    expect(await shop.session.current()).toBeUndefined();
    expect((await shop.get('/orders')).error?.code).toBe('UNAUTHORISED');
    expect(callsOf(sent)).toEqual(['GET /orders']);
  });

  it('is that of whoever logged in last, in any of the tabs', async () => {
    const one = page([given(1), given(3, 'usr_li'), orders()]);
    await one.shop.session.logIn(WHO);
    const other = page([given(2, 'usr_li')], one.storage);
    await other.shop.session.logIn(WHO);
    expect(await one.shop.session.current()).toEqual({ userId: 'usr_li' });
    await one.shop.get('/orders');
    expect(tokensOf(one.sent).at(-1)).toBe('Bearer access-3');
  });

  it('ends in all tabs, and when the shop gives no token any more', async () => {
    const one = page([given(1), gone()]);
    await one.shop.session.logIn(WHO);
    const other = page([given(2), orders(), gatewaySays(401, 'Unauthorized')], one.storage);
    await other.shop.get('/orders');
    await one.shop.session.logOut();
    expect(await other.shop.session.current()).toBeUndefined();
    await other.shop.get('/orders');
    expect(tokensOf(other.sent).at(-1)).toBeNull();

    const ended = page([given(1), problem(401, 'REFRESH_TOKEN_INVALID'), gatewaySays(401, 'Unauthorized')]);
    await ended.shop.session.logIn(WHO);
    ended.clock.time += 20 * MINUTES;
    expect((await ended.shop.get('/orders')).error?.code).toBe('UNAUTHORISED');
    expect(await ended.shop.session.current()).toBeUndefined();
  });

  it('can be ended again when the shop could not be told', async () => {
    const { shop, sent } = page([given(1), LOST, LOST, LOST, gone()]);
    await shop.session.logIn(WHO);
    expect((await shop.session.logOut()).error?.code).toBe('CONNECTION_FAILED');
    expect(await shop.session.current()).toBeUndefined();
    expect((await shop.session.logOut()).error).toBeUndefined();
    expect(callsOf(sent).at(-1)).toBe('DELETE /session');
  });
});
