import { describe, expect, it } from '@jest/globals';
import { ADDRESS, fakeShop, gatewaySays, json, loggedIn, LOST, problem } from '../../test/fake-shop.ts';
import { inThisProgram } from './one-at-a-time.ts';
import { memoryStorage } from './session-store.ts';

const WHO = { identifier: 'mei', password: 'Quiet-river-2026' };
const MINUTES = 60_000;
const unauthorised = () => gatewaySays(401, 'Unauthorized');
const orders = () => json({ items: [], nextCursor: null });
const tokensOf = (sent: readonly { headers: Headers }[]) =>
  sent.map(({ headers }) => headers.get('authorization'));
const callsOf = (sent: readonly { call: string }[]) => sent.map(({ call }) => call);

describe('a session', () => {
  it('begins with the log-in, and gives its token to what wants one', async () => {
    const { shop, sent } = fakeShop([loggedIn(1), orders(), json({ items: [] })]);
    expect(await shop.session.current()).toBeUndefined();
    expect(await shop.session.logIn(WHO)).toMatchObject({ data: { userId: 'usr_mei' } });
    expect(await shop.session.current()).toEqual({ userId: 'usr_mei' });
    await shop.get('/orders');
    await shop.get('/products');
    expect(tokensOf(sent)).toEqual([null, 'Bearer access-1', null]);
  });

  it('is found again in the storage by the next program, and not by that of another shop', async () => {
    const storage = memoryStorage();
    await fakeShop([loggedIn(1)], { storage }).shop.session.logIn(WHO);
    const next = fakeShop([orders()], { storage });
    await next.shop.get('/orders');
    expect(tokensOf(next.sent)).toEqual(['Bearer access-1']);
    const other = fakeShop([], { storage, baseUrl: 'https://other.example' });
    expect(await other.shop.session.current()).toBeUndefined();
  });

  it('is none when what is stored cannot be read', async () => {
    const storage = memoryStorage();
    await storage.setItem(`cartless:${ADDRESS}:session`, '{"refresh');
    const { shop } = fakeShop([orders()], { storage });
    expect(await shop.session.current()).toBeUndefined();
    expect((await shop.get('/orders')).error).toBeUndefined();
  });

  it('is exchanged before its token ends', async () => {
    const { shop, sent, clock } = fakeShop([loggedIn(1), loggedIn(2), orders(), orders()]);
    await shop.session.logIn(WHO);
    clock.time += 14.9 * MINUTES;
    await shop.get('/orders');
    await shop.get('/orders');
    expect(callsOf(sent)).toEqual(['POST /login', 'POST /token/refresh', 'GET /orders', 'GET /orders']);
    expect(sent[1]?.body).toEqual({ refreshToken: 'refresh-1' });
    expect(tokensOf(sent)).toEqual([null, null, 'Bearer access-2', 'Bearer access-2']);
  });

  it('is exchanged when the shop does not take the token, and the call made again, whatever it does', async () => {
    const { shop, sent } = fakeShop([loggedIn(1), unauthorised(), loggedIn(2), json({ orderId: 'ord_1' })]);
    await shop.session.logIn(WHO);
    const { data } = await shop.post('/orders/{orderId}/cancel', {
      params: { path: { orderId: 'ord_1' } },
      body: { reason: 'x' },
    });
    expect(data?.orderId).toBe('ord_1');
    expect(tokensOf(sent)).toEqual([null, 'Bearer access-1', null, 'Bearer access-2']);
    expect(sent.at(-1)?.body).toEqual({ reason: 'x' });
  });

  it('is exchanged once, however many calls need it', async () => {
    const { shop, sent, clock } = fakeShop([loggedIn(1), loggedIn(2), orders(), orders(), orders()]);
    await shop.session.logIn(WHO);
    clock.time += 20 * MINUTES;
    await Promise.all([shop.get('/orders'), shop.get('/orders'), shop.get('/orders')]);
    expect(callsOf(sent).filter((call) => call === 'POST /token/refresh')).toHaveLength(1);
  });

  it('is exchanged once by several clients of one storage, as tabs are', async () => {
    const storage = memoryStorage();
    const first = fakeShop([loggedIn(1), loggedIn(2), orders()], { storage });
    const second = fakeShop([orders()], { storage });
    await first.shop.session.logIn(WHO);
    first.clock.time += 20 * MINUTES;
    second.clock.time += 20 * MINUTES;
    await Promise.all([first.shop.get('/orders'), second.shop.get('/orders')]);
    expect(tokensOf(second.sent)).toEqual(['Bearer access-2']);
  });

  it('asks a second time for what was lost on the way, since the shop gives the same again', async () => {
    const { shop, sent, clock } = fakeShop([loggedIn(1), LOST, loggedIn(2), orders()]);
    await shop.session.logIn(WHO);
    clock.time += 20 * MINUTES;
    expect((await shop.get('/orders')).error).toBeUndefined();
    expect(sent[2]?.body).toEqual(sent[1]?.body);
  });

  it('stays when it cannot be exchanged for the moment, and the call says why', async () => {
    const { shop, sent, clock } = fakeShop([loggedIn(1), LOST, LOST, loggedIn(2), orders()]);
    await shop.session.logIn(WHO);
    clock.time += 20 * MINUTES;
    expect((await shop.get('/orders')).error?.code).toBe('CONNECTION_FAILED');
    expect((await shop.get('/orders')).error).toBeUndefined();
    expect(callsOf(sent).at(-1)).toBe('GET /orders');
  });

  it('ends when the shop exchanges it no more', async () => {
    const ended = problem(401, 'REFRESH_TOKEN_INVALID');
    const { shop, sent, clock } = fakeShop([loggedIn(1), ended, unauthorised(), unauthorised()]);
    await shop.session.logIn(WHO);
    const told: string[] = [];
    const stop = shop.session.onChange((how) => told.push(how));
    clock.time += 20 * MINUTES;
    expect((await shop.get('/orders')).error?.code).toBe('UNAUTHORISED');
    expect(await shop.session.current()).toBeUndefined();
    expect((await shop.get('/orders')).error?.code).toBe('UNAUTHORISED');
    expect(callsOf(sent).filter((call) => call === 'POST /token/refresh')).toHaveLength(1);
    expect(told).toEqual(['ended']);
    stop();
  });

  it('does not go round in circles when the next token is not taken either', async () => {
    const { shop, sent } = fakeShop([loggedIn(1), unauthorised(), loggedIn(2), unauthorised()]);
    await shop.session.logIn(WHO);
    expect((await shop.get('/orders')).error?.code).toBe('UNAUTHORISED');
    expect(sent).toHaveLength(4);
  });
});

describe('the log-out', () => {
  it('forgets the session at once, also when the shop cannot be told', async () => {
    const { shop, sent } = fakeShop([loggedIn(1), LOST, LOST, LOST, unauthorised()]);
    await shop.session.logIn(WHO);
    expect((await shop.session.logOut()).error?.code).toBe('CONNECTION_FAILED');
    expect(sent[1]).toMatchObject({ call: 'POST /logout', body: { refreshToken: 'refresh-1' } });
    expect((await shop.get('/orders')).error?.code).toBe('UNAUTHORISED');
    expect(tokensOf(sent).at(-1)).toBeNull();
  });

  it('waits for an exchange, so that no session comes back after it', async () => {
    const { shop, sent, clock } = fakeShop([
      loggedIn(1),
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return loggedIn(2);
      },
      orders(),
      new Response(null, { status: 204 }),
    ]);
    await shop.session.logIn(WHO);
    clock.time += 20 * MINUTES;
    const call = shop.get('/orders');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await shop.session.logOut();
    await call;
    expect(await shop.session.current()).toBeUndefined();
    expect(sent.find(({ call }) => call === 'POST /logout')?.body).toEqual({ refreshToken: 'refresh-2' });
  });

  it('leaves the mark of the device for the next log-in', async () => {
    const { shop, sent } = fakeShop([loggedIn(1), new Response(null, { status: 204 }), loggedIn(2)]);
    await shop.session.logIn(WHO);
    await shop.session.logOut();
    await shop.session.logIn(WHO);
    expect(sent[0]?.body).toEqual(WHO);
    expect(sent[2]?.body).toEqual({ ...WHO, deviceToken: 'device-1' });
  });

  it('of nobody asks nobody', async () => {
    const { shop, sent } = fakeShop([]);
    expect((await shop.session.logOut()).error).toBeUndefined();
    expect(sent).toEqual([]);
  });
});

describe('a log-in from a new device', () => {
  it('is finished with the code from the mail', async () => {
    const { shop, sent } = fakeShop([problem(403, 'CODE_REQUIRED'), loggedIn(1), orders()]);
    expect((await shop.session.logIn(WHO)).error?.code).toBe('CODE_REQUIRED');
    expect(await shop.session.current()).toBeUndefined();
    await shop.session.logInByCode({ identifier: 'mei', code: '12345678' });
    await shop.get('/orders');
    expect(callsOf(sent)).toEqual(['POST /login', 'POST /login/code', 'GET /orders']);
    expect(tokensOf(sent).at(-1)).toBe('Bearer access-1');
  });
});

describe('the news of log-in and log-out', () => {
  it('come to other tabs', async () => {
    const storage = memoryStorage();
    const here = fakeShop([loggedIn(1)], { storage });
    const there = fakeShop([], { storage });
    const heard = new Promise<string>((resolve) => {
      const stop = there.shop.session.onChange((how) => {
        stop();
        resolve(how);
      });
    });
    await here.shop.session.logIn(WHO);
    expect(await heard).toBe('changed');
    expect(await there.shop.session.current()).toEqual({ userId: 'usr_mei' });
  });
});

describe('the lock where the browser has none', () => {
  it('lets one run after the other, also after one that failed', async () => {
    const alone = inThisProgram('test');
    const seen: string[] = [];
    const run = (name: string, fails = false) =>
      alone(async () => {
        seen.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 2));
        seen.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const all = await Promise.allSettled([run('a', true), run('b'), run('c')]);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
