import type * as z from 'zod/mini';
import * as own from 'own:packages/lambda/src/config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const known = new WeakMap<z.ZodMiniType, WeakMap<Environment, unknown>>();

/**
 * As the product's own `readConfig`, once for all containers of a function: thousands of them begin in a second here, all with
 * the same settings. Nobody can change what several hold.
 */
export function readConfig<S extends z.ZodMiniType>(schema: S, env: Environment = process.env): z.infer<S> {
  const read = known.get(schema) ?? new WeakMap<Environment, unknown>();
  known.set(schema, read);
  if (!read.has(env)) read.set(env, frozen(own.readConfig(schema, env)));
  return read.get(env) as z.infer<S>;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

export const { json } = own;
