import { CALL, retrying } from '@cartless/aggregate/retrying';
import * as z from 'zod/mini';
import { readConfig } from '../config.ts';
import { signedRequest } from '../aws/signed-request.ts';
import { SecretUnusable, StoreUnavailable } from './secret-errors.ts';

/** The template gives the address, which differs by partition; locally it is that of the emulator. */
const Where = z.object({ AWS_REGION: z.string(), AWS_ENDPOINT_URL_SSM: z.url() });

const Answer = z.object({ Parameter: z.object({ Type: z.string(), Value: z.string() }) });
const Failure = z.object({ __type: z.string() });

const PATIENCE_MS = 1500;
/** What is said about the moment, or about this call, and not about the parameter. */
const PASSING =
  /Throttl|TooMany|RequestLimit|Internal|ServiceUnavailable|Timeout|Expired|SignatureDoesNotMatch/;

/**
 * Reads one SecureString of SSM Parameter Store, decrypted.
 *
 * @throws StoreUnavailable when there is no answer after some tries
 * @throws SecretUnusable when the parameter is not there, may not be read, or is not encrypted
 */
export const readParameter = (name: string): Promise<string> =>
  retrying(() => ask(name), { ...CALL, mayPass: (error) => error instanceof StoreUnavailable });

async function ask(name: string): Promise<string> {
  const { url, ...request } = await signed(JSON.stringify({ Name: name, WithDecryption: true }));
  const { status, text } = await fetch(url, {
    ...request,
    // What asks elsewhere would take the signature along.
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch((cause: unknown) => {
      throw new StoreUnavailable('no answer', { cause });
    });
  const answer = z.safeParse(Answer, parsed(text));
  if (status === 200 && answer.success) return decrypted(answer.data.Parameter);
  const failure = z.safeParse(Failure, parsed(text));
  const type = failure.success ? (failure.data.__type.split('#').at(-1) ?? '') : '';
  if (type === '' || status >= 500 || PASSING.test(type))
    throw new StoreUnavailable(`HTTP ${status} ${type}`);
  throw new SecretUnusable(type);
}

function decrypted({ Type, Value }: z.infer<typeof Answer>['Parameter']): string {
  if (Type !== 'SecureString')
    throw new SecretUnusable(`it is stored as a ${Type} and not as a SecureString`);
  return Value;
}

function signed(body: string) {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_SSM: address } = readConfig(Where);
  return signedRequest({
    service: 'ssm',
    region,
    method: 'POST',
    url: new URL(address),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameter' },
    body,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
