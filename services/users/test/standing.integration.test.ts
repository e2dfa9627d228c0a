import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Route } from '@cartless/lambda';
import { PASSWORD, type UsersService, usersService } from './users-service.ts';

const SRC = join(import.meta.dirname, '../src');
const ADDRESS = {
  recipient: 'Lin Mei',
  phone: '+8613800138000',
  line1: '1 Century Avenue',
  city: 'Shanghai',
  region: 'Shanghai',
  postalCode: '200120',
  country: 'CN',
};
const addressId = 'adr_0demo';

/** What a call of each route needs to be one that would be carried out. */
type Call = Readonly<{ params?: Record<string, string>; body?: unknown; mayStay?: string }>;
const READS_OWN = 'reads what is stored of the caller, which they may always see';
const ENDS = 'only ends sessions';
const CALLS: Readonly<Record<string, Call>> = {
  addAddress: { body: ADDRESS },
  changePassword: { body: { current: PASSWORD, next: 'Better-horse-8' } },
  changeProfile: { body: { locale: 'zh-CN' } },
  deleteAccount: { body: { password: PASSWORD } },
  endAllSessions: { mayStay: ENDS },
  endSession: { params: { sessionId: 'A'.repeat(22) }, mayStay: ENDS },
  listAddresses: { mayStay: READS_OWN },
  listDeadLetters: { mayStay: 'shows ids and reasons of messages, and nothing of a person' },
  listSessions: { mayStay: READS_OWN },
  listUsers: {},
  readProfile: { mayStay: READS_OWN },
  readUser: { params: { userId: 'usr_other' } },
  redriveDeadLetters: { body: { queue: 'any-dead-letters' } },
  reinstateUser: { params: { userId: 'usr_other' } },
  removeAddress: { params: { addressId } },
  replaceAddress: { params: { addressId }, body: ADDRESS },
  setRoles: { params: { userId: 'usr_other' }, body: { roles: ['support'] } },
  suspendUser: { params: { userId: 'usr_other' } },
};

const routes = (
  await Promise.all(
    globSync('*/*/route.ts', { cwd: SRC }).map(async (file) => ({
      file,
      route: ((await import(join(SRC, file))) as { route: Route }).route,
    })),
  )
).filter(({ route }) => route.access !== 'public');

let service: UsersService;
beforeAll(async () => {
  service = await usersService();
  await service.activeUser('usr_other');
});
afterAll(() => service.stop());

describe('a token that outlives the standing of its account', () => {
  it('was thought about for every route that takes one', () => {
    expect(routes.map(({ route }) => route.id).toSorted()).toEqual(Object.keys(CALLS).toSorted());
  });

  describe.each(routes.map(({ file, route }) => ({ file, route, id: route.id })))(
    '$id',
    ({ file, route, id }) => {
      const call = async (status: string) => {
        const { handler } = (await import(join(SRC, file, '../handler.ts'))) as {
          handler: Parameters<UsersService['call']>[0];
        };
        const { userId, caller } = await service.activeUser();
        await service.set(userId, 'scopes', ['shop', 'admin']);
        await service.set(userId, 'status', status);
        const before = await Promise.all([userId, 'usr_other', `addresses#${userId}`].map(service.item));
        const { mayStay: _, ...request } = CALLS[id] ?? {};
        const answer = await service.call(handler, {
          method: route.method,
          caller: { ...caller, scopes: ['shop', 'admin'], sessionId: 'B'.repeat(22) },
          ...request,
        });
        const after = await Promise.all([userId, 'usr_other', `addresses#${userId}`].map(service.item));
        return { answer, changed: JSON.stringify(after) !== JSON.stringify(before) };
      };

      if (CALLS[id]?.mayStay === undefined) {
        it.each([
          ['suspended', 403, 'ACCOUNT_SUSPENDED'],
          ['erased', 404, 'USER_UNKNOWN'],
        ])('does nothing for an account that is %s', async (standing, status, code) => {
          const { answer, changed } = await call(standing);
          expect(answer).toMatchObject({ status, body: { code } });
          expect(changed).toBe(false);
        });
      } else {
        it('stays open to an account that is suspended', async () => {
          expect((await call('suspended')).answer.body['code']).not.toBe('ACCOUNT_SUSPENDED');
        });
      }
    },
  );
});
