import { aggregateStore, type Item, type Items } from '@cartless/aggregate';
import { shipmentDeclaration } from '../../../../services/logistics/src/shipments/shipment-store.ts';
import { orderStore } from '../../../../services/orders/src/ordering/order-store.ts';
import { userDeclaration } from '../../../../services/users/src/accounts/user-store.ts';
import { productStore } from '../../../../services/orders/src/catalogue/product-store.ts';
import { promotionStore } from '../../../../services/orders/src/promotions/promotion-store.ts';

/** What is compared of a shop: its tables, and the letters that it sent. */
export type Kept = Readonly<{
  users: readonly Item[];
  orders: readonly Item[];
  logistics: readonly Item[];
  mails: readonly Readonly<{ to: string; subject: string; text: string }>[];
}>;

/** A shop in a form in which two of them can be compared, and the names that it gave to things by chance. */
export type Seen = Readonly<{
  /** By kind and id. */
  state: Readonly<Record<string, unknown>>;
  /** By whom they belong to, always in the same order. */
  ids: Readonly<Record<string, readonly string[]>>;
}>;

const nowhere = undefined as unknown as Items;
const orders = orderStore(nowhere);
const users = aggregateStore(userDeclaration, nowhere);
const products = productStore(nowhere);
const promotions = promotionStore(nowhere);
const shipments = aggregateStore(shipmentDeclaration, nowhere);

/** Secrets and digests, and what chance or the number of tries decides: which bucket gave a unit, how often something was written. */
const BY_CHANCE: ReadonlySet<string> = new Set([
  'version',
  'seen',
  'draws',
  'requestHash',
  'passwordHash',
  'session',
  'request',
  'trackerRef',
  'url',
  'pdfUrl',
  'ref',
  'rateId',
  // A time that a carrier said, where it was not believed to the second.
  'said',
]);

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Smaller numbers are amounts, larger ones are times: no amount of a history is that large. */
const FIRST_TIME = 1_500_000_000_000;

/** A value without the times in it and without what chance decides. */
function timeless(value: unknown): unknown {
  if (typeof value === 'number') return value >= FIRST_TIME ? 'a time' : value;
  if (typeof value === 'string') return INSTANT.test(value) ? 'a time' : value;
  if (Array.isArray(value)) return value.map(timeless);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => one !== undefined && !BY_CHANCE.has(name))
      .map(([name, one]) => [name, timeless(one)])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  );
}

const keyOf = ({ pk, sk }: Item): readonly [string, string] => [String(pk), String(sk)];

/** Shows what a shop is. */
export function seenIn(kept: Kept): Seen {
  const state: Record<string, unknown> = {};
  const ids: Record<string, readonly string[]> = {};
  const add = (name: string, by: number): void => {
    state[name] = Number(state[name] ?? 0) + by;
  };
  for (const item of kept.orders) {
    const [pk, sk] = keyOf(item);
    const [kind = '', id = ''] = pk.split('#');
    if (sk === 'order') {
      const order = orders.decode(item);
      // Tries to pay are marked by digests.
      const tries = (order.failures ?? []).map(() => 'a try');
      state[order.orderId] = timeless({ ...order, failures: tries });
      ids[order.orderId] = [
        order.orderNumber ?? '',
        ...order.refunds.map(({ key }) => key),
        ...order.captures.map(({ intent }) => intent),
        ...(order.disputes ?? []).map(({ id: dispute }) => dispute),
        ...order.parcels.map(({ shipmentId }) => shipmentId),
      ];
    } else if (sk === 'stock') add(`stock of ${id}`, Number(item['n']));
    else if (kind === 'L') add(`ledger of ${id}`, Number(item['d']));
    else if (sk === 'uses') state[`uses left of ${id}`] = item['left'];
    else if (sk === 'promotion' && kind === 'K') state[`promotion ${id}`] = timeless(promotions.decode(item));
    else if (sk === 'product' && kind === 'P') state[`product ${id}`] = timeless(products.decode(item));
    else if (sk === 'contact') state[`contact of ${id}`] = timeless([item['em'], item['un'], item['lo']]);
    else if (sk === 'standing') state[`standing of ${id} in orders`] = statusIn(item);
    else if (kind === 'I') add(`documents of ${id}`, 1);
  }
  for (const item of kept.logistics) {
    const [pk, sk] = keyOf(item);
    if (sk.startsWith('shp_')) {
      const parcel = shipments.decode(item);
      state[parcel.id] = timeless(parcel);
      ids[parcel.id] = 'label' in parcel ? [parcel.label?.trackingNumber ?? ''] : [];
    } else if (pk.startsWith('erased#')) state[`standing of ${pk.slice(7)} in logistics`] = statusIn(item);
  }
  for (const item of kept.users.filter(isAccount)) {
    const { id, status } = item;
    state[`account ${String(id)}`] = status === 'erased' ? { status } : timeless(users.decode(item));
  }
  for (const { to, subject, text } of kept.mails) {
    const name = `mails “${subject}” to ${to}`;
    add(name, 1);
    ids[name] = [...(ids[name] ?? []), ...secretsIn(text)];
  }
  return { state, ids };
}

/** Links and codes that a letter has in it. */
const secretsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/[?&]token=([\w.%~-]+)/g)].map(([, token = '']) => decodeURIComponent(token)),
  // A number of an order begins with eight digits, too.
  ...[...text.matchAll(/(?<![\d-])(\d{8})(?![\d-])/g)].map(([, code = '']) => code),
];

const statusIn = (item: Item): unknown => (item['std'] as Readonly<{ status?: string }> | undefined)?.status;

const isAccount = ({ id }: Item): boolean => String(id).startsWith('usr_');

/** The id of the account with a name. */
export const accountNamed = (items: readonly Item[], username: string): string | undefined =>
  items
    .filter((item) => isAccount(item) && item['status'] !== 'erased')
    .map((item) => users.decode(item))
    .find((user) => 'username' in user && user.username === username)?.id;

/** Where two shops differ, in words; undefined where they are the same. */
export function difference(expected: Seen['state'], found: Seen['state']): string | undefined {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].toSorted();
  const lines = names.flatMap((name) => differences(name, expected[name], found[name]));
  return lines.length === 0 ? undefined : lines.join('\n');
}

function differences(path: string, expected: unknown, found: unknown): readonly string[] {
  if (isOpen(expected) && isOpen(found)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return names.flatMap((name) => differences(`${path} ${name}`, expected[name], found[name]));
  }
  const [was, is] = [JSON.stringify(expected), JSON.stringify(found)];
  return was === is ? [] : [`${path}: ${was} in the simulation, ${is} in the shop`];
}

const isOpen = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
