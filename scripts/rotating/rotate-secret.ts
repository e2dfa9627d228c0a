import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { type SecretValues, secretValues } from '@cartless/lambda/secret-values';

/** A secret as the store of a region has it for one service. */
export type Kept = Readonly<{
  store: SSMClient;
  /** `/cartless/prod/orders/stripe-webhook-secret` */
  name: string;
  values: SecretValues;
  /** The key of KMS that encrypts it; undefined for the one that AWS keeps. */
  key: string | undefined;
}>;

/** Reads a secret of some services. @throws SecretUnusable when one holds what cannot be a secret */
export const readKept = (
  store: SSMClient,
  stored: ReadonlyMap<string, Readonly<{ key: string | undefined }>>,
): Promise<Kept[]> =>
  Promise.all(
    [...stored].map(async ([name, { key }]) => {
      const answer = await store.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
      return { store, name, values: secretValues(answer.Parameter?.Value ?? ''), key };
    }),
  );

/**
 * Puts a new value before the one that holds, which goes on holding. Who has it already stays as it is.
 *
 * @throws Error when a value would be lost that may still be in use, SecretUnusable when the new one cannot be a secret
 */
export async function addValue(kept: readonly Kept[], typed: string): Promise<void> {
  const [value, ...more] = secretValues(typed);
  if (more.length > 0) throw new Error('One value is enough: the one of before is kept by itself.');
  const behind = kept.filter(({ values }) => values[0] !== value);
  const full = behind.filter(({ values }) => values.length > 1);
  if (full.length > 0)
    throw new Error(
      `Two values hold already: ${full.map(({ name }) => name).join(', ')}. Withdraw the older one first (--withdraw).`,
    );
  await putAll(behind, ({ values }) => [value, values[0]]);
}

/** Leaves the newer value alone to hold. */
export const withdrawOlder = (kept: readonly Kept[]): Promise<void> =>
  putAll(
    kept.filter(({ values }) => values.length > 1),
    ({ values }) => [values[0]],
  );

/** All services and regions, or none: what was written is put back when one cannot be. */
async function putAll(kept: readonly Kept[], valuesOf: (one: Kept) => SecretValues): Promise<void> {
  const written: Kept[] = [];
  try {
    for (const one of kept) {
      await put(one, valuesOf(one));
      written.push(one);
    }
  } catch (cause) {
    for (const one of written) await put(one, one.values);
    throw new Error(`Nothing has changed: ${(cause as Error).message}`, { cause });
  }
}

const put = ({ store, name, key }: Kept, values: SecretValues) =>
  store.send(
    new PutParameterCommand({
      Name: name,
      Value: values.join('\n'),
      Type: 'SecureString',
      Overwrite: true,
      // Without it AWS would take its own key from now on.
      ...(key !== undefined && { KeyId: key }),
    }),
  );
