import { type Clock, SYSTEM_CLOCK } from './calling/clock.ts';
import { type KeyValueStorage, memoryStorage } from './session/session-store.ts';

/** How a client of the shop is made. */
export type ShopOptions = Readonly<{
  /** Where the shop is, `https://shop.example`; on a page of the shop itself it may be left out. */
  baseUrl?: string;
  /** The language of texts and errors, `en` or `zh-CN`, or what says it at each call; English when left out. */
  locale?: string | (() => string);
  /**
   * By what the log-in lasts: `storage`, when left out, or `cookie`, for pages of the shop's own address: the browser keeps it where no script can
   * read it.
   */
  session?: 'storage' | 'cookie';
  /**
   * Where the log-in is kept: `localStorage`, say. It is forgotten with the program when left out. With a cookie, it holds only who is
   * logged in, and is `localStorage` when left out.
   */
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

/** What a browser has, and other programs may not. */
type Surroundings = { location?: { origin: string }; localStorage?: KeyValueStorage };

export function settingsOf({ locale = 'en', session = 'storage', ...options }: ShopOptions): Settings {
  return {
    baseUrl: (globalThis as Surroundings).location?.origin ?? '',
    session,
    storage: (session === 'cookie' ? storageOfPage() : undefined) ?? memoryStorage(),
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

function storageOfPage(): KeyValueStorage | undefined {
  try {
    return (globalThis as Surroundings).localStorage;
  } catch {
    // A browser that is told to keep nothing throws.
    return undefined;
  }
}
