import type { Table } from '@cartless/aggregate';

const PRODUCTS = (hash: string, range: 'at' | 'p') =>
  ({ key: { [hash]: 'S', [range]: 'N' }, holds: 'all' }) as const;

/** The service's table as `infra/tables.yml` creates it; the README says what each index is for. */
export const ORDERS_TABLE = {
  key: { pk: 'S', sk: 'S' },
  indexes: {
    'orders-by-user': { key: { u: 'S', at: 'N' }, holds: 'all' },
    'orders-by-status': { key: { x: 'S', at: 'N' }, holds: 'keys' },
    'orders-due': { key: { dq: 'S', due: 'N' }, holds: 'keys' },
    'refunds-open': { key: { rq: 'S', ro: 'N' }, holds: 'keys' },
    disputes: { key: { dk: 'S', dd: 'N' }, holds: 'keys' },
    'products-newest': PRODUCTS('ga', 'at'),
    'products-by-price': PRODUCTS('ga', 'p'),
    'department-newest': PRODUCTS('gd', 'at'),
    'department-by-price': PRODUCTS('gd', 'p'),
    'stock-ledger': { key: { pk: 'S', t: 'N' }, holds: 'all' },
    'products-changed': { key: { gm: 'S', cm: 'N' }, holds: 'keys' },
    'category-newest': PRODUCTS('gc', 'at'),
    'category-by-price': PRODUCTS('gc', 'p'),
  },
  expires: 'expiresAt',
} as const satisfies Table;

/** The primary keys of everything in the table. */
export const orderKey = (orderId: string) => ({ pk: `O#${orderId}`, sk: 'order' });
export const productKey = (productId: string) => ({ pk: `P#${productId}`, sk: 'product' });
/** What was last told of a product's stock; apart from it, so that telling changes no version that somebody edits. */
export const stockCountKey = (productId: string) => ({ pk: `P#${productId}`, sk: 'counted' });
/** Stock and its ledger are of what is sold: of a product, or of a variant of it. */
export const stockKey = (sku: string, bucket: number) => ({
  pk: `S#${sku}#${bucket}`,
  sk: 'stock',
});
export const movementKey = (sku: string, id: string) => ({ pk: `L#${sku}`, sk: id });
export const numberKey = (orderNumber: string) => ({ pk: `N#${orderNumber}`, sk: 'number' });
export const contactKey = (userId: string) => ({ pk: `U#${userId}`, sk: 'contact' });
/** How the account stands; apart from what is personal of it, because it stays when that is erased. */
export const standingKey = (userId: string) => ({ pk: `U#${userId}`, sk: 'standing' });
export const addressBookKey = (userId: string) => ({ pk: `U#${userId}`, sk: 'addresses' });
export const paymentEventKey = (eventId: string) => ({ pk: `E#${eventId}`, sk: 'event' });
/** Beside the contact that the mail waits for, so that one query by account finds all of them. */
export const waitingMailKey = (userId: string, eventId: string) => ({
  pk: `U#${userId}`,
  sk: `mail#${eventId}`,
});
export const mailKey = (eventId: string) => ({ pk: `M#${eventId}`, sk: 'mail' });
/** Who sends it right now has it for a moment. */
export const mailClaimKey = (eventId: string) => ({ pk: `M#${eventId}`, sk: 'in-hand' });
/** How often a shopper asked about promotion codes in an hour. */
export const codeTriesKey = (userId: string, hour: number) => ({ pk: `U#${userId}`, sk: `codes#${hour}` });
/** How many letters a mailbox got in an hour, by a digest of its name. */
export const mailboxKey = (digest: string, hour: number) => ({ pk: `B#${digest}`, sk: `hour#${hour}` });
/** What a shopper has taken of a limited product or promotion. */
export const tallyKey = (userId: string, of: string) => ({ pk: `U#${userId}`, sk: `${TALLIES}${of}` });
export const TALLIES = 'taken#';
/** What counts against the limits of a shopper's orders. */
export const orderLimitsKey = (userId: string) => ({ pk: `U#${userId}`, sk: LIMITS });
/** What the staff decided about those limits, and why; named by its time. */
export const limitsLogKey = (userId: string, entry: string) => ({
  pk: `U#${userId}`,
  sk: `${LIMITS}#${entry}`,
});
export const LIMITS = 'limits';
export const promotionKey = (code: string) => ({ pk: `K#${code}`, sk: 'promotion' });
/** How often a promotion can still be used; apart from it, because orders count it down. */
export const usesKey = (code: string) => ({ pk: `K#${code}`, sk: 'uses' });
/** A request of somebody of the shop that made a promotion, by the digest of its key. */
export const promotionRequestKey = (digest: string) => ({ pk: `Y#${digest}`, sk: 'promotion' });
export const categoryKey = (category: string) => ({ pk: 'C', sk: category });
/** The documents of an order: 0 is its invoice, notes follow. */
export const documentKey = (orderId: string, place: number) => ({
  pk: `I#${orderId}`,
  sk: String(place).padStart(4, '0'),
});
/** A number of a year that is taken; wide enough to be in order whatever their count. */
export const documentNumberKey = (series: string, year: number, count: number) => ({
  pk: `J#${year}#${series}`,
  sk: String(count).padStart(12, '0'),
});

export const searchHeadKey = (format: number) => ({ pk: 'X', sk: `head#${format}` });
/** Each in a partition of its own, because together they would be too much at once for one. */
export const searchChunkKey = (snapshot: string, i: number) => ({ pk: `X#${snapshot}#${i}`, sk: 'chunk' });

/** What stands after the prefix of a key. */
export const idOf = (pk: string): string => pk.slice(2);
