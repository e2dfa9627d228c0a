import { randomUUID } from 'node:crypto';
import { parameterName, parameterVariable } from '@cartless/infrastructure';
import { putSecret } from '@cartless/local-aws/put-secret';
import { setEnvironment } from './environment.ts';

/**
 * Puts secrets into the tests' parameter store, for a stage of its own, and gives the functions under test their names, as
 * the deployed ones get them by what `function.yml` lists.
 *
 * @param service whose secrets they are
 * @param values by name: `{ 'stripe-secret-key': 'sk_test_…' }`
 */
export async function setSecrets(service: string, values: Readonly<Record<string, string>>): Promise<void> {
  const stage = `test-${randomUUID().slice(0, 13)}`;
  const nameOf = (name: string): string => parameterName({ app: 'cartless', service }, stage, name);
  const put = (name: string, value: string): Promise<void> =>
    putSecret(process.env['AWS_ENDPOINT_URL_SSM'] ?? '', nameOf(name), value, { overwrite: true });
  await Promise.all(Object.entries(values).map(([name, value]) => put(name, value)));
  setEnvironment(
    Object.fromEntries(Object.keys(values).map((name) => [parameterVariable(name), nameOf(name)])),
  );
}

/** A secret that is what it is, for what is given one. */
export const knownSecret = (...values: readonly [string, ...string[]]) => ({
  values: async () => values,
  insteadOf: async () => undefined,
});
