import { world } from '../world-now.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The log of the functions is part of the history; what is written as an error is looked at by an invariant. */
export const log = {
  info: (): void => undefined,
  warn: (message: string, fields: Fields = {}): void => world().wrote('warn', message, fields),
  error: (message: string, fields: Fields = {}): void => world().wrote('error', message, fields),
};
