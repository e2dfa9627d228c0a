import * as z from 'zod/mini';
import { readConfig } from '../config.ts';
import { log } from '../logger.ts';
import { readParameter } from './parameter-store.ts';
import { keptSecret, type Secret } from './secret.ts';

/** The secrets of this container, by the names of their parameters. */
const kept = /* @__PURE__ */ new Map<string, Secret>();

/**
 * A secret that the function's `function.yml` lists under `secrets`.
 *
 * @param variable names the parameter; the name `stripe-secret-key` makes it `STRIPE_SECRET_KEY_PARAMETER`
 */
export function stageSecret(variable: `${string}_PARAMETER`): Secret {
  const found = (): Secret => {
    const name = String(readConfig(z.object({ [variable]: z.string().check(z.startsWith('/')) }))[variable]);
    const known = kept.get(name) ?? keep(name);
    kept.set(name, known);
    return known;
  };
  return {
    values: async () => found().values(),
    insteadOf: async (refused) => found().insteadOf(refused),
  };
}

const keep = (parameter: string): Secret =>
  keptSecret({
    read: () => readParameter(parameter),
    report: (message, error) => log.error(message, { parameter, error }),
    now: Date.now,
    random: Math.random,
  });
