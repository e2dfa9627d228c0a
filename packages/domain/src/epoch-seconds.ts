/** An instant as whole seconds since 1970, as tokens and the expiry of items count time. */
export const epochSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
