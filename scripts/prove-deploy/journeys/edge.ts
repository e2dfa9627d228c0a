import { request } from 'node:http';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import type { Account } from '../account/account.ts';
import { outputsOf } from '../account/outputs.ts';

type Answer = Readonly<{ status: number; text: string; headers: Readonly<Record<string, unknown>> }>;

type Sent = Readonly<{ headers?: Readonly<Record<string, string>>; body?: string }>;
export type Call = (method: string, path: string, sent?: Sent) => Promise<Answer>;

const PAGE = '<!doctype html><title>The site of the proof</title>';

/** Calls of the address that CloudFront gives a stage, as browsers make them. */
export async function callsThroughEdge(account: Account, stage: string): Promise<Call> {
  const { Address } = await outputsOf(account, `cartless-edge-${stage}`, 'Address');
  const host = new URL(Address).hostname;
  return (method, path, sent = {}) => ask(account.url, host, { method, path, ...sent });
}

/**
 * Looks whether the distribution divides paths as the shop on a laptop does, and proves itself to the services, which answer nobody else.
 * @throws Error naming the first call that is answered otherwise
 */
export async function useEdge(account: Account, stage: string): Promise<string> {
  const call = await callsThroughEdge(account, stage);
  const { SiteBucketName } = await outputsOf(account, `cartless-edge-${stage}`, 'SiteBucketName');
  const at = { endpoint: account.url, region: REGION, credentials: CREDENTIALS };
  const s3 = new S3Client({ ...at, forcePathStyle: true });
  await s3.send(
    new PutObjectCommand({ Bucket: SiteBucketName, Key: 'index.html', Body: PAGE, ContentType: 'text/html' }),
  );
  const expected: readonly (readonly [path: string, status: number, text: string])[] = [
    ['/users/health', 200, '"users"'],
    ['/orders/health', 200, '"orders"'],
    ['/logistics/health', 200, '"logistics"'],
    ['/analytics/health', 200, '"analytics"'],
    ['/products?limit=1', 200, '"items"'],
    ['/.well-known/openid-configuration', 200, '"jwks_uri"'],
    ['/me', 401, ''],
    ['/', 200, PAGE],
    // Begins as a path of the services does, and is a page.
    ['/orders-and-more', 200, PAGE],
  ];
  for (const [path, status, text] of expected) {
    const answer = await call('GET', path);
    if (answer.status !== status || !answer.text.includes(text))
      throw new Error(`GET ${path} is answered ${answer.status}: ${answer.text}`);
    if (!('strict-transport-security' in answer.headers))
      throw new Error(`GET ${path} is answered without the headers of the edge`);
  }
  await refusesOthers(account, stage);
  return `${expected.length} paths`;
}

async function refusesOthers(account: Account, stage: string): Promise<void> {
  const { HttpApiId } = await outputsOf(account, `cartless-orders-${stage}`, 'HttpApiId');
  const answer = await fetch(`${account.url}/_aws/execute-api/${HttpApiId}/$default/products`);
  const text = await answer.text();
  if (answer.status !== 403 || !text.includes('NOT_THROUGH_EDGE'))
    throw new Error(`A call that does not come through CloudFront is answered ${answer.status}: ${text}`);
}

/** `fetch` names the host of the address itself. */
async function ask(
  url: string,
  host: string,
  { method, path, headers = {}, body = '' }: Sent & Readonly<{ method: string; path: string }>,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { hostname, port } = new URL(url);
  const said = { ...headers, host, 'x-forwarded-proto': 'https', 'content-length': Buffer.byteLength(body) };
  const asked = request({ hostname, port, path, method, headers: said }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => (text += part));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
  });
  asked.on('error', reject).end(body);
  return promise;
}
