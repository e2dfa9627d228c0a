import { LOCAL_SECRETS } from '../local-account.ts';
import { putSecret } from '../put-secret.ts';
import type { Serverless } from './serverless-api.ts';

const VALUES: Readonly<Record<string, string>> = LOCAL_SECRETS;

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
  const secrets = [...new Set(names)].map((name) => ({
    name,
    value: VALUES[name.split('/').slice(-2).join('/')],
  }));
  const without = secrets.filter(({ value }) => value === undefined).map(({ name }) => name);
  if (without.length > 0) {
    throw new Error(`Give ${without.join(', ')} a local value in LOCAL_SECRETS (packages/local-aws).`);
  }
  await Promise.all(
    secrets.map(({ name, value = '' }) => putSecret(endpoint, name, value, { overwrite: false })),
  );
}
