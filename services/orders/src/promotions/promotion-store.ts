import {
  ABSENT,
  aggregate,
  aggregateReader,
  aggregateStore,
  type Item,
  type Items,
  readable,
  type Reader,
  type Store,
  type Write,
} from '@cartless/aggregate';
import { idOf, promotionKey, promotionRequestKey, usesKey } from '../orders-table.ts';
import { readTallies } from '../limits/tally-store.ts';
import { NOTHING_TAKEN } from '../limits/shopper-limit.ts';
import { PromotionNotFound, PromotionUnknown } from './errors.ts';
import type { Promotion, PromotionRequest, PromotionSide, PromotionTerms } from './promotion.ts';
import type { Offered } from './reduction.ts';
import { tallyNameOf } from './use.ts';

/** The partition of the index in which all promotions stand, by age. They are few, and lists of them are seldom read. */
export const PROMOTIONS = 'promotions';

const noteOf = ({ key, hash }: PromotionRequest): Write => ({
  put: { ...promotionRequestKey(key), h: hash },
  when: { pk: ABSENT },
});

/** What a promotion is to whoever only reads it. */
const promotionReadable = readable<Promotion>({
  name: 'promotion',
  key: promotionKey,
  idOf: ({ code }) => code,
  version: 'v',
  fromItem: ({ pk, at, terms, last }) => ({
    ...(terms as PromotionTerms),
    ...(last !== undefined && { lastLimit: last as number }),
    code: idOf(pk as string),
    createdAt: at as number,
  }),
  notFound: PromotionNotFound,
});

export const promotionReader = (items: Items): Reader<Promotion> => aggregateReader(promotionReadable, items);

/** All that a promotion is, besides its rules. */
export const promotionDeclaration = aggregate<Promotion, never, PromotionSide>({
  ...promotionReadable,
  toItem: ({ code: _code, version: _version, createdAt, lastLimit, ...terms }): Item => ({
    at: createdAt,
    terms,
    ...(lastLimit !== undefined && { last: lastLimit }),
  }),
  indexes: () => ({ x: PROMOTIONS }),
  facts: {},
  sides: {
    'set-uses': ({ left }, { code }) => ({ update: usesKey(code), set: { left } }),
    'add-uses': ({ more }, { code }) => ({ update: usesKey(code), add: { left: more } }),
    'note-request': noteOf,
  },
});

export type Promotions = Store<Promotion, never, PromotionSide>;
export const promotionStore = (items: Items): Promotions => aggregateStore(promotionDeclaration, items);

/** The requests by which promotions were made. */
export type PromotionRequests = Readonly<{
  /** What the request with a key asked for, when there was one. */
  find(key: string): Promise<string | undefined>;
  /** Keeps one that found its promotion there; one that is kept already stays. */
  note(request: PromotionRequest): Promise<void>;
}>;
export const promotionRequests = (items: Items): PromotionRequests => ({
  find: async (key) => {
    const found = await items.get(promotionRequestKey(key), { consistent: true });
    return found?.['h'] as string | undefined;
  },
  note: async (request) => {
    await items.write([noteOf(request)]);
  },
});

/** How often promotions can still be used, of those that have a limit. */
export async function readUses(items: Items, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await items.getMany(codes.map(usesKey), { consistent: true });
  return new Map(found.map(({ pk, left }) => [idOf(pk as string), left as number]));
}

/** A promotion as an order of a shopper meets it. @throws AppError PROMOTION_UNKNOWN */
export type ReadOffered = (userId: string, code: string) => Promise<Offered>;

export const readOffered =
  (items: Items): ReadOffered =>
  async (userId, code) => {
    const keys = [promotionKey(code), usesKey(code)];
    const found = await items.getMany(keys, { consistent: true });
    const item = found.find(({ sk }) => sk === promotionKey(code).sk);
    const promotion = item && promotionReader(items).decode(item);
    if (promotion === undefined || !promotion.active)
      throw PromotionUnknown({ details: { promotionCode: code } });
    const usesLeft = found.find(({ sk }) => sk === usesKey(code).sk)?.['left'];
    const name = tallyNameOf(code);
    const tallies = promotion.limitPerShopper && (await readTallies(items)(userId, [name]));
    return {
      promotion,
      tally: tallies?.get(name) ?? NOTHING_TAKEN,
      usesLeft: typeof usesLeft === 'number' ? usesLeft : 0,
    };
  };
