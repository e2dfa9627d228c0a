import { requestHash } from '@cartless/aggregate';
import type { Clock } from '../ordering/ports.ts';
import { IdempotencyKeyReused } from '../ordering/errors.ts';
import { RangeInvalid } from '../paging.ts';
import { PromotionExists, PromotionVersionConflict } from './errors.ts';
import { offer, type Promotion, type PromotionTerms, revise } from './promotion.ts';
import type { PromotionFields } from './promotion-body.ts';
import type { PromotionRequests, Promotions } from './promotion-store.ts';

type Ports = Readonly<{ promotions: Promotions; now: Clock }>;

export type CreatePromotion = Readonly<{
  code: string;
  fields: PromotionFields;
  by: string;
  /** Makes a repeated request one promotion, whatever was changed of it since. */
  idempotencyKey?: string | undefined;
}>;

/**
 * Makes a promotion under a code that is not taken. The same terms again are the one that is there.
 * @returns the promotion, and whether an earlier request under the same key had made it
 * @throws AppError PROMOTION_EXISTS, RANGE_INVALID, IDEMPOTENCY_KEY_REUSED
 */
export const createPromotion =
  ({ promotions, requests, now }: Ports & Readonly<{ requests: PromotionRequests }>) =>
  async ({
    code,
    fields,
    by,
    idempotencyKey,
  }: CreatePromotion): Promise<Readonly<{ promotion: Promotion; replayed: boolean }>> => {
    const terms = termsOf(fields);
    const made = { ...terms, code, version: 0, createdAt: now().getTime() };
    const request =
      idempotencyKey === undefined
        ? undefined
        : { key: requestHash([by, idempotencyKey]), hash: requestHash({ code, terms }) };
    const isKnown = async (): Promise<boolean> => {
      const known = request && (await requests.find(request.key));
      if (known !== undefined && known !== request?.hash) throw IdempotencyKeyReused();
      return known !== undefined;
    };
    const { state, created } = await promotions.create(() => offer(made, request), {
      onRefusal: async () => void (await isKnown()),
    });
    if (created) return { promotion: state, replayed: false };
    if (await isKnown()) return { promotion: state, replayed: true };
    if (state.version !== 1 || !isSame(state, made)) throw PromotionExists();
    // From now on the key stands for this promotion, unless the same key came with another in this moment.
    if (request) await requests.note(request);
    await isKnown();
    return { promotion: state, replayed: false };
  };

/**
 * Changes a promotion that nobody changed since it was read.
 * @throws AppError PROMOTION_NOT_FOUND, VERSION_CONFLICT, RANGE_INVALID
 */
export const changePromotion =
  ({ promotions }: Ports) =>
  (code: string, fields: PromotionFields, version: number): Promise<Promotion> =>
    promotions.change(code, (promotion) => {
      if (promotion.version !== version) {
        throw PromotionVersionConflict({ details: { version: promotion.version } });
      }
      return revise(promotion, termsOf({ ...termsIn(promotion), ...given(fields) }));
    });

/** What is null or undefined is left out. @throws AppError RANGE_INVALID when it would end before it begins */
function termsOf(given: PromotionFields): PromotionTerms {
  const { from, until } = given;
  if (typeof from === 'number' && typeof until === 'number' && from >= until) throw RangeInvalid();
  const kept = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as PromotionTerms;
}

/** What a change says something about. */
const given = (fields: PromotionFields): PromotionFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const termsIn = ({
  code: _code,
  version: _version,
  createdAt: _createdAt,
  lastLimit: _lastLimit,
  ...terms
}: Promotion): PromotionTerms => terms;

const isSame = (one: Promotion, other: Promotion): boolean =>
  requestHash(termsIn(one)) === requestHash(termsIn(other));
