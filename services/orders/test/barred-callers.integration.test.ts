import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCOUNT_REFUSALS, UserErased, UserSuspended } from '@cartless/domain';
import type { apiHandler, Route } from '@cartless/lambda';
import { keepStanding } from '../src/accounts/standing-store.ts';
import { accountEvent } from './account-events.ts';
import { openShop, SERVICE, type Shop } from './shop.ts';

const load = (file: string) => import(join(SERVICE, file)) as Promise<object>;
const moving = (
  await Promise.all(
    globSync('src/**/route.ts', { cwd: SERVICE }).map(async (file) => {
      const { route } = (await load(file)) as { route: Route };
      return { file, route };
    }),
  )
).filter(({ route }) => route.method !== 'GET' && route.access !== 'public');

/** It only gives up what was asked for. */
const OPEN_TO_ALL = ['withdrawReturn'];
/** Their use cases look themselves: what was asked for under a key before is answered as before. */
const SHOPPERS = moving.filter(({ route }) => route.access === 'shop').map(({ route }) => route.id);
const STAFFS = moving.filter(({ route }) => !SHOPPERS.includes(route.id));

describe('a call that moves money, goods or prices', () => {
  it.each(moving.filter(({ route }) => !OPEN_TO_ALL.includes(route.id)))(
    'declares that it refuses accounts that are suspended or closed: $route.id',
    ({ route }) => {
      const codes = (route.errors ?? []).map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(ACCOUNT_REFUSALS.map(({ code }) => code)));
    },
  );

  describe('by one of the staff whose token outlives the account', () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await openShop();
      const keep = keepStanding(shop.items);
      await keep('usr_suspended', accountEvent(UserSuspended, 3, Date.now()));
      await keep('usr_deleted', accountEvent(UserErased, 3, Date.now()));
    });
    afterAll(() => shop.close());

    it.each(STAFFS)('is refused: $route.id', async ({ file, route: { method, path } }) => {
      const { handler } = (await load(file.replace('route.ts', 'handler.ts'))) as {
        handler: ReturnType<typeof apiHandler>;
      };
      const scopes = ['shop', 'catalogue', 'fulfilment', 'finance', 'support', 'staff'];
      const by = (userId: string) =>
        shop.call(handler, { method, path, body: {}, caller: { userId, scopes } });
      expect(await by('usr_suspended')).toMatchObject({ status: 403, body: { code: 'ACCOUNT_SUSPENDED' } });
      expect(await by('usr_deleted')).toMatchObject({ status: 403, body: { code: 'ACCOUNT_CLOSED' } });
      expect(await by('usr_open')).not.toMatchObject({ status: 403 });
    });
  });
});
