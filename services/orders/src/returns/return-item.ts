import type { Item } from '@cartless/aggregate';
import type { ReturnReason, ReturnStatus } from '@cartless/domain';
import type { ArrivedItem, Decision, Return, ReturnItem } from './return.ts';

type Actor = 'shopper' | 'admin' | 'system';

/**
 * A return as it is stored in its order: state, when it was asked for, lines and units, reason, its code `k`, comment, digests of its request,
 * decision (`r` why), withdrawal, receipt (lines, units and how many went to the shelf; `m` refund).
 */
type StoredReturn = Readonly<{
  s: ReturnStatus;
  t: number;
  i: readonly number[];
  r: string;
  k?: ReturnReason;
  c?: string;
  q?: readonly [string, string];
  d?: Readonly<{ t: number; b: Actor; r?: string }>;
  w?: Readonly<{ t: number; b: Actor }>;
  g?: Readonly<{ t: number; i: readonly number[]; m: number }>;
}>;

/** The one return of an order as earlier releases stored it. */
type FormerReturn = Readonly<{
  items: readonly Readonly<{ productId: string; quantity: number }>[];
  reason: string;
  at: number;
}>;

/** What of an order's item tells of its returns. */
export type ReturnAttributes = Readonly<{ rt?: readonly StoredReturn[]; rr?: FormerReturn }>;
type Order = Readonly<{
  lines: readonly Readonly<{ productId: string }>[];
  history: readonly Readonly<{ status: string; at: number }>[];
  refunds: readonly Readonly<{ amount: number; asked?: number; owedAt: number }>[];
}>;

const tuples = (numbers: readonly number[], width: number): number[][] =>
  Array.from({ length: numbers.length / width }, (_, i) => numbers.slice(i * width, (i + 1) * width));

const toDecision = ({ at, by, reason }: Decision): NonNullable<StoredReturn['d']> => ({
  t: at,
  b: by,
  ...(reason !== undefined && { r: reason }),
});

export function toStoredReturn(one: Return): StoredReturn {
  const { decision, withdrawn, received } = {
    decision: undefined,
    withdrawn: undefined,
    received: undefined,
    ...one,
  };
  return {
    s: one.status,
    t: one.at,
    i: one.items.flatMap(({ line, quantity }) => [line, quantity]),
    r: one.reason,
    ...(one.reasonCode && { k: one.reasonCode }),
    ...(one.comment !== undefined && { c: one.comment }),
    ...(one.request && { q: [one.request.key, one.request.hash] }),
    ...(decision && { d: toDecision(decision) }),
    ...(withdrawn && { w: { t: withdrawn.at, b: withdrawn.by } }),
    ...(received && {
      g: {
        t: received.at,
        i: received.items.flatMap(({ line, quantity, restocked }) => [line, quantity, restocked]),
        m: received.refund,
      },
    }),
  };
}

/** The returns of an order from its item, whichever release wrote it. */
export function returnsIn({ rt = [], rr }: ReturnAttributes, order: Order): readonly Return[] {
  const former = rr === undefined ? [] : [formerReturn(rr, order)];
  return [...former, ...rt.map(fromStoredReturn)];
}

function fromStoredReturn({ s, t, i, r, k, c, q, d, w, g }: StoredReturn): Return {
  // What a state holds was written when it was entered; the cast says so where the item's type cannot.
  return {
    status: s,
    items: tuples(i, 2).map(([line = 0, quantity = 0]): ReturnItem => ({ line, quantity })),
    reason: r,
    at: t,
    ...(k && { reasonCode: k }),
    ...(c !== undefined && { comment: c }),
    ...(q && { request: { key: q[0], hash: q[1] } }),
    ...(d && { decision: { at: d.t, by: d.b, ...(d.r !== undefined && { reason: d.r }) } }),
    ...(w && { withdrawn: { at: w.t, by: w.b } }),
    ...(g && {
      received: {
        at: g.t,
        refund: g.m,
        items: tuples(g.i, 3).map(([line = 0, quantity = 0, restocked = 0]): ArrivedItem => ({
          line,
          quantity,
          restocked,
        })),
      },
    }),
  } as Return;
}

/** Earlier releases put everything back on the shelf when a return was accepted, and owed its refund in the same moment. */
function formerReturn({ items, reason, at }: FormerReturn, { lines, history, refunds }: Order): Return {
  const units = items.map(({ productId, quantity }) => ({
    line: lines.findIndex((line) => line.productId === productId),
    quantity,
  }));
  const asked = { items: units, reason, at };
  const back = history.findLast(({ status }) => status === 'returned');
  if (back === undefined) return { ...asked, status: 'requested' };
  const arrived = units.map((item) => ({ ...item, restocked: item.quantity }));
  const refund = refunds
    .filter(({ owedAt }) => owedAt === back.at)
    .reduce((sum, { amount, asked: wanted = amount }) => sum + wanted, 0);
  return { ...asked, status: 'received', received: { at: back.at, items: arrived, refund } };
}

/** The returns of an order as attributes of its item. */
export const returnAttributes = (returns: readonly Return[]): Item => ({
  rt: returns.length > 0 ? returns.map(toStoredReturn) : undefined,
});
