/**
 * Whether something happened less than so long ago, by the clock that noted it. What lies ahead of that clock is not recent:
 * the clock has been set back since, and nobody knows how old it is. So nothing is believed for hours because a clock was
 * hours ahead when it was read.
 *
 * @param at when it happened, and `now`, both in milliseconds since 1970
 * @param ms for how long it counts as recent, in milliseconds
 */
export const isRecent = (at: number, ms: number, now: number): boolean => now >= at && now - at < ms;
