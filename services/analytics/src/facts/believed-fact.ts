import { believedInstant } from '@cartless/domain';
import type { Fact } from './fact.ts';

/**
 * A fact with its times as far as they are believed, so that no number lands in days to come: nothing happened after its
 * event came in, and nothing of an order before it was placed. A fact that was believed is believed again.
 *
 * @param receivedAt ISO 8601
 */
export function believedFact<F extends Fact>(fact: F, receivedAt: string): F {
  if (!('order' in fact)) return { ...fact, at: believedInstant(fact.at, { receivedAt }) };
  const placedAt = believedInstant(fact.order.placedAt, { receivedAt });
  const at = believedInstant(fact.at, { receivedAt, notBefore: placedAt });
  return { ...fact, at, order: { ...fact.order, placedAt } };
}
