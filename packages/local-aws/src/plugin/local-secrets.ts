import { LOCAL_SECRETS } from '../local-account.ts';
import { putSecret } from '../put-secret.ts';
import type { Serverless } from './serverless-api.ts';

/**
 * The values of the secrets on this machine. `REDIS_URL` names a Redis that the developer has running.
 * @param env of the process
 */
export const localSecrets = (env: NodeJS.ProcessEnv): Readonly<Record<string, string>> => {
  const { REDIS_URL: redis } = env;
  return { ...LOCAL_SECRETS, ...(redis && { 'logistics/redis-url': redis, 'analytics/redis-url': redis }) };
};

/**
 * Puts the secrets that a service's functions read into the local parameter store, under the names that they have in the
 * functions' environment: the same keys as the simulators have.
 *
 * @param endpoint the address of the store
 * @throws Error naming every secret that has no value here
 */
export async function putLocalSecrets({ service }: Serverless, endpoint: string): Promise<void> {
  const names = Object.values(service.functions).flatMap(({ environment = {} }) =>
    Object.entries(environment).flatMap(([variable, name]) =>
      variable.endsWith('_PARAMETER') ? [String(name)] : [],
    ),
  );
  const values = localSecrets(process.env);
  const secrets = [...new Set(names)].map((name) => ({
    name,
    value: values[name.split('/').slice(-2).join('/')],
  }));
  const without = secrets.filter(({ value }) => value === undefined).map(({ name }) => name);
  if (without.length > 0) {
    throw new Error(`Give ${without.join(', ')} a local value in LOCAL_SECRETS (packages/local-aws).`);
  }
  await Promise.all(
    secrets.map(({ name, value = '' }) => putSecret(endpoint, name, value, { overwrite: false })),
  );
}
