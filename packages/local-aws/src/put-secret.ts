import { ParameterAlreadyExists, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CREDENTIALS, REGION } from './local-account.ts';

type Options = Readonly<{
  /** Whether what is there already is put right; without it that stays, because a developer may have put it. */
  overwrite: boolean;
}>;

/** Puts a secret into a local parameter store, as a SecureString. @param endpoint the address of the store */
export async function putSecret(
  endpoint: string,
  name: string,
  value: string,
  { overwrite }: Options,
): Promise<void> {
  const client = new SSMClient({ endpoint, region: REGION, credentials: CREDENTIALS });
  try {
    await client.send(
      new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString', Overwrite: overwrite }),
    );
  } catch (error) {
    if (overwrite || !(error instanceof ParameterAlreadyExists)) throw error;
  } finally {
    client.destroy();
  }
}
