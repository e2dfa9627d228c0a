import * as z from 'zod/mini';

/**
 * A time in an answer, ISO 8601 with its distance from UTC: `2026-11-21T08:30:00.000Z`. Answers are written by our own code,
 * so nothing is checked; documents say that it is a time.
 */
export const Instant = /* @__PURE__ */ z.string();
