import type { ItemChange } from '@cartless/aggregate/memory';
import { SHIPMENT_MOVES } from '../../../../services/logistics/src/shipments/shipment-moves.ts';
import { MOVES as ORDER_MOVES } from '../../../../services/orders/src/ordering/order-status.ts';
import { REFUND_STATUSES, statusOf } from '../../../../services/orders/src/payments/refund-moves.ts';
import { RETURN_MOVES } from '../../../../services/orders/src/returns/return-moves.ts';
import { MOVES as ACCOUNT_MOVES } from '../../../../services/users/src/accounts/user.ts';
import { isParcel, LOGISTICS, parcelIn } from '../shop/logistics.ts';
import { type Order, orderIn, ORDERS } from '../shop/orders.ts';
import { USERS } from '../shop/people.ts';
import { currentInvocation } from '../world/running.ts';

type Table = Readonly<Record<string, readonly string[]>>;

const movesIn = (what: string, table: Table): readonly string[] =>
  Object.entries(table).flatMap(([from, all]) => all.map((to) => `${what} ${from} ${to}`));

/** Every move that the services' own tables have. Refunds have no table: any of their states might follow any other. */
export const declaredMoves = (): readonly string[] => [
  ...movesIn('order', ORDER_MOVES),
  ...movesIn('return', RETURN_MOVES),
  ...movesIn('parcel', SHIPMENT_MOVES),
  ...movesIn(
    'refund',
    Object.fromEntries(
      REFUND_STATUSES.map((from) => [from, REFUND_STATUSES.filter((to) => to !== from)] as const),
    ),
  ),
  ...OF_SESSIONS,
  // What each move of an account leads to its table does not say.
  ...Object.values(ACCOUNT_MOVES).flatMap((all: readonly string[]) =>
    all.map((from) => `account ${from} left`),
  ),
];

/** What can happen to a log-in, and by which call: there is no table of it. */
const OF_SESSIONS = [
  'session begun by logIn',
  'session begun by logInByCode',
  'session begun by beginPageSession',
  'session begun by beginPageSessionByCode',
  'session renewed by refreshToken',
  'session renewed by renewPageSession',
  'session ended by refreshToken',
  'session ended by renewPageSession',
  'session ended by logOut',
  'session ended by endPageSession',
  'session ended by endSession',
  'session ended by time',
] as const;

function movesOfSession({ before, after }: ItemChange): readonly string[] {
  if (!String((after ?? before)?.['id']).startsWith('session#')) return [];
  const by = currentInvocation()?.fn.name ?? 'time';
  if (before === undefined) return [`session begun by ${by}`];
  if (after === undefined) return [`session ended by ${by}`];
  return before['currentHash'] === after['currentHash'] ? [] : [`session renewed by ${by}`];
}

/** The states of what an item holds, each by a name of its own. */
type States = ReadonlyMap<string, string>;

const statesOf = ({ refunds, returns }: Order): States =>
  new Map<string, string>([
    ...refunds.map((refund) => [`refund ${refund.key}`, statusOf(refund)] as const),
    ...returns.map((one, index) => [`return ${index}`, one.status] as const),
  ]);

const STATES: Readonly<Record<string, (item: Readonly<Record<string, unknown>>) => States | undefined>> = {
  [ORDERS]: (item) => (item['sk'] === 'order' ? statesOf(orderIn(item)) : undefined),
  [LOGISTICS]: (item) => (isParcel(item) ? new Map([['parcel', parcelIn(item).status]]) : undefined),
  [USERS]: ({ id, status }) =>
    String(id).startsWith('usr_') && typeof status === 'string' ? new Map([['account', status]]) : undefined,
};

/** An order may make two moves in one write; its history has both. */
function movesOfOrder({ before, after }: ItemChange): readonly string[] {
  if (before?.['sk'] !== 'order' || after?.['sk'] !== 'order') return [];
  const all = ['placed', ...orderIn(after).history.map(({ status }) => status)];
  const known = orderIn(before).history.length;
  return all.slice(known + 1).map((to, index) => `order ${all[known + index]} ${to}`);
}

/** The moves that a change of an item made, as {@link declaredMoves} names them. */
export function movesOf(table: string, change: ItemChange): readonly string[] {
  return [
    ...(table === ORDERS ? movesOfOrder(change) : []),
    ...(table === USERS ? movesOfSession(change) : []),
    ...movesOfStates(table, change),
  ];
}

function movesOfStates(table: string, { before, after }: ItemChange): readonly string[] {
  const states = STATES[table];
  if (states === undefined || before === undefined || after === undefined) return [];
  const [was, is] = [states(before), states(after)];
  if (was === undefined || is === undefined) return [];
  return [...is].flatMap(([name, to]) => {
    const from = was.get(name);
    if (from === undefined || from === to) return [];
    const [what = ''] = name.split(' ');
    return what === 'account' ? [`account ${from} left`] : [`${what} ${from} ${to}`];
  });
}
