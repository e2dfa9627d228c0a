import { readConfig } from '@cartless/lambda';
import { type AwsCall, signedLink, signedRequest } from '@cartless/lambda/signed-request';
import { CALL, retrying } from '@cartless/aggregate/retrying';
import * as z from 'zod/mini';
import type { Bucket, KeptFile } from './ports.ts';

/** The template gives the address, which differs by partition; locally it is that of the emulator. */
const Where = z.object({ AWS_REGION: z.string(), AWS_ENDPOINT_URL_S3: z.url(), EXPORTS_BUCKET: z.string() });

/** S3 takes parts of 5 MiB at least, all but the last, and 10,000 of them. */
const PART_BYTES = 8 * 1_048_576;
const PATIENCE_MS = 60_000;
const LINK_SECONDS = 300;

/** S3 gave no answer, or one about the moment. */
class BucketUnavailable extends Error {}

type Call = Readonly<{
  headers?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: Uint8Array | string;
}>;
type Answer = Readonly<{ headers: Headers; bytes: Uint8Array }>;

/**
 * The service's bucket, by S3's own protocol: six calls, for which the SDK's client would be several times what these functions
 * are without it.
 */
export function exportsBucket(): Bucket {
  return {
    put: async (key, bytes) => void (await ask('PUT', key, { body: bytes })),
    get: async (key) => (await ask('GET', key)).bytes,
    upload,
    link: async (key) => (await signedLink(callOf('GET', key), LINK_SECONDS)).href,
  };
}

async function upload(file: KeptFile, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const headers = {
    'content-type': file.contentType,
    'content-disposition': `attachment; filename="${file.name}"`,
  };
  const parts: string[] = [];
  let id = '';
  for await (const { part, isLast } of inParts(bytes)) {
    if (isLast && parts.length === 0) {
      await ask('PUT', file.key, { headers, body: part });
      return;
    }
    if (parts.length === 0) id = await beginUpload(file.key, headers);
    const query = { partNumber: String(parts.length + 1), uploadId: id };
    const answer = await ask('PUT', file.key, { query, body: part });
    parts.push(answer.headers.get('etag') ?? '');
  }
  await ask('POST', file.key, { query: { uploadId: id }, body: completionOf(parts) });
}

async function beginUpload(key: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const { bytes } = await ask('POST', key, { headers, query: { uploads: '' } });
  const id = /<UploadId>([^<]+)<\/UploadId>/.exec(textOf(bytes))?.[1];
  if (id === undefined) throw new Error('S3 began an upload and did not say which');
  return id;
}

const completionOf = (etags: readonly string[]): string =>
  `<CompleteMultipartUpload>${etags
    .map((etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${etag}</ETag></Part>`)
    .join('')}</CompleteMultipartUpload>`;

/** Bytes in parts of equal size; the last one, which is there in any case, may be smaller. */
async function* inParts(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Readonly<{ part: Uint8Array; isLast: boolean }>> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const some of bytes) {
    waiting.push(some);
    size += some.length;
    while (size > PART_BYTES) {
      const all = Buffer.concat(waiting);
      yield { part: all.subarray(0, PART_BYTES), isLast: false };
      waiting = [all.subarray(PART_BYTES)];
      size -= PART_BYTES;
    }
  }
  yield { part: Buffer.concat(waiting), isLast: true };
}

const ask = (method: AwsCall['method'], key: string, call: Call = {}): Promise<Answer> =>
  retrying(() => askOnce(method, key, call), {
    ...CALL,
    mayPass: (error) => error instanceof BucketUnavailable,
  });

async function askOnce(method: AwsCall['method'], key: string, call: Call): Promise<Answer> {
  const { url, ...request } = await signedRequest(callOf(method, key, call));
  const response = await fetch(url, {
    ...request,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause: unknown) => {
    throw new BucketUnavailable('no answer', { cause });
  });
  const bytes = await response.bytes().catch((cause: unknown) => {
    throw new BucketUnavailable('half an answer', { cause });
  });
  // The end of an upload is said to have failed in an answer that is 200 already.
  const failure = response.ok && method !== 'POST' ? undefined : codeOf(textOf(bytes));
  if (response.ok && failure === undefined) return { headers: response.headers, bytes };
  const said = `${method} ${key}: HTTP ${response.status} ${failure ?? ''}`;
  throw response.ok || response.status >= 500 || response.status === 429
    ? new BucketUnavailable(said)
    : new Error(said);
}

const codeOf = (text: string): string | undefined => /<Error>.*?<Code>([^<]+)<\/Code>/s.exec(text)?.[1];
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Buckets are hosts; only an emulator, which has one host, has them as folders. */
function callOf(method: AwsCall['method'], key: string, { headers, query = {}, body }: Call = {}): AwsCall {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_S3: address, EXPORTS_BUCKET: bucket } = readConfig(Where);
  const url = new URL(address);
  const isHost = url.hostname.startsWith('s3.');
  if (isHost) url.hostname = `${bucket}.${url.hostname}`;
  url.pathname = `${isHost ? '' : `/${bucket}`}/${key}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
    service: 's3',
    region,
    method,
    url,
    ...(headers && { headers }),
    ...(body !== undefined && { body }),
  };
}
