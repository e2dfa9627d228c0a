const DAY_MS = 86_400_000;
export const RETURN_WINDOW_DAYS = 7;

/** How long after delivery a shopper can ask to return goods; then the order completes by itself. */
export const RETURN_WINDOW_MS = RETURN_WINDOW_DAYS * DAY_MS;
