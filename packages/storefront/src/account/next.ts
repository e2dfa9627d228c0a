/** Where somebody wanted to go before they had to log in. */
export type ComesBack = Readonly<{ next?: string }>;

/** A page of this site to go on to, as an address says it; other sites are none. */
export const readNext = (next: unknown): ComesBack =>
  typeof next === 'string' && isOwn(next) ? { next } : {};

/** Browsers take `//`, and `/\\` too, for the beginning of another site's address. */
const isOwn = (next: string): boolean =>
  next.startsWith('/') && URL.parse(next, 'http://shop.invalid')?.origin === 'http://shop.invalid';
