import { SignatureV4 } from '@smithy/signature-v4';
import { defaultProvider } from '../environment-credentials.ts';
import { Sha256 } from './sha256.ts';

/** A call of a service of AWS. */
export type AwsCall = Readonly<{
  /** As signatures name it: `ssm`, `s3`. */
  service: string;
  region: string;
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** With the parameters of its query; the path escaped already. */
  url: URL;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}>;

/** What `fetch` is called with. */
export type SignedRequest = Readonly<{
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}>;

/**
 * Signs a call with the function's own credentials. For a call or two, the SDK's client of a service would add some 180 KB to the
 * bundle; its signer is in all of them already.
 */
export async function signedRequest(call: AwsCall): Promise<SignedRequest> {
  const { method, url, body } = call;
  const { headers } = await signer(call).sign(requestOf(call, call.headers ?? {}));
  return { url, method, headers, ...(body !== undefined && { body }) };
}

/**
 * An address that lets anybody make the call who has it, for so many seconds from the given moment, or for as long as the function's
 * credentials hold.
 */
export async function signedLink(call: AwsCall, seconds: number, now = new Date()): Promise<URL> {
  // Whoever follows it does not say what the body is.
  const unsigned = requestOf(call, { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' });
  const { query = {} } = await signer(call).presign(unsigned, { expiresIn: seconds, signingDate: now });
  const link = new URL(call.url);
  for (const [name, value] of Object.entries(query))
    if (typeof value === 'string') link.searchParams.set(name, value);
  return link;
}

/** The path is escaped once, by whoever made the address: S3 takes it as it comes. */
const signer = ({ service, region }: AwsCall): SignatureV4 =>
  new SignatureV4({ service, region, credentials: defaultProvider(), sha256: Sha256, uriEscapePath: false });

const requestOf = ({ method, url, body }: AwsCall, headers: Readonly<Record<string, string>>) => ({
  method,
  protocol: url.protocol,
  hostname: url.hostname,
  path: url.pathname,
  query: Object.fromEntries(url.searchParams),
  headers: { host: url.host, ...headers },
  ...(body !== undefined && { body }),
});
