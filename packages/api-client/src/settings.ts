import { type Clock, SYSTEM_CLOCK } from './calling/clock.ts';
import { type KeyValueStorage, memoryStorage } from './session/session-store.ts';

/** How a client of the shop is made. */
export type ShopOptions = Readonly<{
  /** Where the shop is, `https://shop.example`; on a page of the shop itself it may be left out. */
  baseUrl?: string;
  /** The language of texts and errors, `en` or `zh-CN`, or what says it at each call; English when left out. */
  locale?: string | (() => string);
  /** Where the log-in is kept: `localStorage`, say. It is forgotten with the program when left out. */
  storage?: KeyValueStorage;
  /** How long one try of a call may take, in milliseconds; 30 seconds when left out. */
  timeoutMs?: number;
  /** How often a call is tried, the first time included; 3 when left out. */
  tries?: number;
  /** How long it waits by itself when the shop says when to come again, in milliseconds; 10 seconds when left out. */
  longestWaitMs?: number;
  /** What sends the requests, when not `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** Time and chance; tests replace them. */
  clock?: Clock;
}>;

/** The options with nothing left out. */
export type Settings = Readonly<Required<Omit<ShopOptions, 'locale'>> & { locale: () => string }>;

export function settingsOf({ locale = 'en', ...options }: ShopOptions): Settings {
  return {
    baseUrl: (globalThis as { location?: { origin: string } }).location?.origin ?? '',
    storage: memoryStorage(),
    timeoutMs: 30_000,
    tries: 3,
    longestWaitMs: 10_000,
    // Looked up at each call, since tools replace it later.
    fetch: (request) => globalThis.fetch(request),
    clock: SYSTEM_CLOCK,
    ...options,
    locale: typeof locale === 'string' ? () => locale : locale,
  };
}
