/** As often everything of the system is asked again. */
export const WATCHED_MS = 10_000;
