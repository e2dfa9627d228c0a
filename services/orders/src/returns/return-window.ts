const DAY_MS = 86_400_000;
export const RETURN_WINDOW_DAYS = 7;

/**
 * How long a shopper can ask to return goods, from the moment when the shop learnt of the delivery; then the order completes
 * by itself.
 */
export const RETURN_WINDOW_MS = RETURN_WINDOW_DAYS * DAY_MS;

/** A request that nobody of the shop has decided by then is approved: silence is not to cost the shopper their right. */
export const DECIDE_WITHIN_MS = 7 * DAY_MS;

/** A return of which nothing has arrived by then, from its approval, has lapsed. */
export const ARRIVE_WITHIN_MS = 30 * DAY_MS;

/**
 * What the window counts from: when the shop learnt of the delivery, by its own clock. A carrier's clock can be wrong, and before
 * the shop knows of the delivery nobody can ask for a return. An order of an earlier release has the carrier's time only.
 */
export const windowFrom = ({
  deliveryKnownAt,
  deliveredAt,
}: Readonly<{ deliveryKnownAt?: number; deliveredAt: number }>): number => deliveryKnownAt ?? deliveredAt;
