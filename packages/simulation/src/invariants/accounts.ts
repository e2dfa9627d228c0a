import { type Address, fromAddressSnapshot, toAddressSnapshot } from '@cartless/domain';
import { userDeclaration } from '../../../../services/users/src/accounts/user-store.ts';
import type { User } from '../../../../services/users/src/accounts/user.ts';
import {
  addressBookKey as bookOfOrders,
  contactKey,
  standingKey,
} from '../../../../services/orders/src/orders-table.ts';
import { addressBookKey, userKey } from '../../../../services/users/src/users-table.ts';
import { parcelsOf } from '../shop/logistics.ts';
import { ORDERS, ordersOf } from '../shop/orders.ts';
import { type Account, USERS } from '../shop/people.ts';
import type { Shop } from '../shop/shop.ts';
import type { Invariant } from './invariant.ts';
import { first } from './orders.ts';

type Item = Readonly<Record<string, unknown>>;

const LOGISTICS = 'logistics/LogisticsTable';

/** The item of a table that has a key. */
function itemOf({ world }: Shop, table: string, key: Item): Item | undefined {
  const names = Object.keys(key);
  return world.tables
    .stored(table)
    ?.all()
    .find((item) => names.every((name) => item[name] === key[name]));
}

/** The account as the users service keeps it; undefined when it is erased. */
function stored(shop: Shop, { userId }: Account): User | undefined {
  const item = itemOf(shop, USERS, userKey(userId));
  if (item === undefined || item['status'] === 'erased') return undefined;
  return userDeclaration.fromItem(item) as User;
}

const STANDS = { pending: 'open', active: 'open', suspended: 'suspended' } as const;

/** A text that is the same for equal addresses. */
const shown = (address: Address): string =>
  Object.entries(fromAddressSnapshot(toAddressSnapshot(address)))
    .map(([name, value]) => `${name}: ${value}`)
    .toSorted()
    .join();

function copyIsWrong(shop: Shop, account: Account): string | undefined {
  const { userId } = account;
  const user = stored(shop, account);
  const contact = itemOf(shop, ORDERS, contactKey(userId));
  const copied = [contact?.['em'], contact?.['un'], contact?.['lo']];
  const own = user && [user.typed.email, user.typed.username, user.locale];
  if (JSON.stringify(own ?? [undefined, undefined, undefined]) !== JSON.stringify(copied))
    return `orders knows ${userId} by ${copied.join(', ')}, and it is ${own?.join(', ') ?? 'erased'}`;
  const status = user === undefined ? 'erased' : STANDS[user.status];
  const inOrders = itemOf(shop, ORDERS, standingKey(userId))?.['std'] as Item | undefined;
  if ((inOrders?.['status'] ?? 'open') !== status)
    return `${userId} is ${status}, and orders knows ${String(inOrders?.['status'])}`;
  // What has run out there says nothing any more.
  const inLogistics = itemOf(shop, LOGISTICS, { pk: `erased#${userId}` })?.['std'] as Item | undefined;
  if (shop.has('logistics') && (inLogistics?.['status'] ?? status) !== status)
    return `${userId} is ${status}, and logistics knows ${String(inLogistics?.['status'])}`;
  const book = itemOf(shop, USERS, addressBookKey(userId))?.['addresses'] as
    readonly Readonly<{ addressId: string; address: Address }>[] | undefined;
  const copy = (itemOf(shop, ORDERS, bookOfOrders(userId))?.['ab'] ?? {}) as Readonly<
    Record<string, Address>
  >;
  const theirs = Object.entries(copy)
    .map(([id, address]) => `${id} ${shown(address)}`)
    .toSorted();
  const ours = (book ?? []).map(({ addressId, address }) => `${addressId} ${shown(address)}`).toSorted();
  return theirs.join() === ours.join()
    ? undefined
    : `orders knows ${theirs.length} addresses of ${userId} that are not the ${ours.length} of its book`;
}

export const copiesConverge: Invariant = {
  says: 'what other services know of an account is what the account says',
  watch: (shop) => ({ atRest: () => first(shop.people.accounts, (account) => copyIsWrong(shop, account)) }),
};

/** What stays of a person as long as goods or money are on their way. */
function openItems(shop: Shop): ReadonlySet<string> {
  const open = ordersOf(shop).filter(({ erasedAt }) => erasedAt === undefined);
  const orders = open.filter(({ erasureDue }) => erasureDue).map(({ orderId }) => orderId);
  const parcels = parcelsOf(shop).flatMap(({ id, status }) =>
    status === 'created' || status === 'label-bought' || status === 'exception' ? [id] : [],
  );
  return new Set<string>([...orders, ...parcels]);
}

/** What the accounts that there are go by, also those that nobody confirmed. */
const namesIn = ({ world }: Shop): ReadonlySet<unknown> =>
  new Set(
    world.tables
      .stored(USERS)
      ?.all()
      .filter(({ status }) => status !== 'erased')
      .flatMap(({ username, email, phone }) => [username, email, phone]),
  );

export const nothingIsLeft: Invariant = {
  says: 'of who is erased nothing is left',
  watch: (shop) => ({
    atRest() {
      const gone = shop.people.accounts.filter((account) => stored(shop, account) === undefined);
      if (gone.length === 0) return undefined;
      const open = openItems(shop);
      // What was free again is somebody else's.
      const taken = namesIn(shop);
      const values = gone.flatMap(({ personal }) => [...personal]).filter((value) => !taken.has(value));
      const found = (where: string, text: string): string | undefined => {
        const value = values.find((one) => text.includes(one));
        return value && `“${value}” is in ${where}: ${text.slice(0, 300)}`;
      };
      for (const table of shop.world.tables.names) {
        const problem = first(shop.world.tables.stored(table)?.all() ?? [], (item) => {
          const id = [item['pk'], item['sk']].flatMap((part) => String(part).split('#'));
          return id.some((part) => open.has(part)) ? undefined : found(table, JSON.stringify(item));
        });
        if (problem !== undefined) return problem;
      }
      for (const [name, { messages }] of shop.world.queues) {
        const problem = first(messages.values(), ({ body }) => found(name, body));
        if (problem !== undefined) return problem;
      }
      return first(shop.world.written, ({ by, message, fields }) => {
        const { error, ...others } = fields;
        return found(
          `the log of ${by}`,
          `${message} ${JSON.stringify(others)} ${error instanceof Error ? (error.stack ?? '') : ''}`,
        );
      });
    },
  }),
};

export const ownersGetIn: Invariant = {
  says: 'an owner with the right password gets in, and an ended session gets no token',
  watch: (shop) => ({
    async atRest() {
      for (const account of shop.people.accounts) {
        const user = stored(shop, account);
        if (user === undefined) {
          const isDeleted = itemOf(shop, USERS, userKey(account.userId))?.['status'] === 'erased';
          if (!isDeleted) return `${account.userId} is neither there nor erased`;
          continue;
        }
        const right = account.passwords.find((password) => user.passwordHash.endsWith(`: ${password}`));
        if (right === undefined) return `${account.userId} has a password that its owner never chose`;
        const body = { identifier: account.username, password: right };
        const { status, code, body: tokens } = await shop.insist('users/logIn', { body });
        const expected = user.status === 'active' ? 200 : 403;
        if (status !== expected)
          return `${user.status} ${account.userId} logs in and hears ${status} ${code}`;
        if (status !== 200) continue;
        const request = { body: { refreshToken: String(tokens['refreshToken']) } };
        await shop.insist('users/logOut', request);
        const after = await shop.insist('users/refreshToken', request);
        if (after.status !== 401) return `who has logged out hears ${after.status}`;
      }
      for (const refreshToken of shop.people.ended) {
        const { status } = await shop.insist('users/refreshToken', { body: { refreshToken } });
        if (status !== 401) return `a session that has ended hears ${status}`;
      }
      return undefined;
    },
  }),
};
