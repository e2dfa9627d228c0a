import type { Clock } from '../ordering/ports.ts';
import { RangeInvalid } from '../paging.ts';
import { requestHash } from '../request-hash.ts';
import { PromotionExists, PromotionVersionConflict } from './errors.ts';
import { offer, type Promotion, type PromotionTerms, revise } from './promotion.ts';
import type { PromotionFields } from './promotion-body.ts';
import type { Promotions } from './promotion-store.ts';

type Ports = Readonly<{ promotions: Promotions; now: Clock }>;

/**
 * Makes a promotion under a code that is not taken. The same again, a repeated request, is the one that is there.
 * @throws AppError PROMOTION_EXISTS, RANGE_INVALID
 */
export const createPromotion =
  ({ promotions, now }: Ports) =>
  async (code: string, given: PromotionFields): Promise<Promotion> => {
    const terms = termsOf(given);
    const made = { ...terms, code, version: 0, createdAt: now().getTime() };
    const { state, created } = await promotions.create(() => offer(made));
    if (!created && (state.version !== 1 || !isSame(state, made))) throw PromotionExists();
    return state;
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

const termsIn = ({ code: _code, version: _version, createdAt: _createdAt, ...terms }: Promotion) => terms;

const isSame = (one: Promotion, other: Promotion): boolean =>
  requestHash(termsIn(one)) === requestHash(termsIn(other));
