import type { Method } from '../calling/operations.ts';
import type { Settings } from '../settings.ts';

/** A call by which a session begins, goes on or ends. */
export type Ask = Readonly<{ method: Method; path: string; init: object }>;

/** What the shop answers to a log-in, and to whoever asks for the next token. */
export type Given = Readonly<{
  userId: string;
  accessToken: string;
  expiresIn: number;
  refreshToken?: string;
  deviceToken?: string;
}>;

/** Somebody's log-in; the token is empty when the next one has to be asked for first. */
export type KeptSession = Readonly<{
  userId: string;
  accessToken: string;
  /** When the access token ends by this machine's clock, in milliseconds since 1970. */
  expiresAt: number;
}>;

/** Where a session is, and so what the shop is asked. */
export type Keeping = Readonly<{
  read(): Promise<KeptSession | undefined>;
  write(given: Given): Promise<void>;
  clear(): Promise<void>;
  logIn(who: object): Promise<Ask>;
  logInByCode(who: object): Ask;
  renew(): Promise<Ask>;
  /** Undefined when there is nothing to end. */
  end(): Promise<Ask | undefined>;
}>;

/** Makes it for the settings of a client; what it keeps bears the name. */
export type KeepingOf = (settings: Settings, name: string) => Keeping;
