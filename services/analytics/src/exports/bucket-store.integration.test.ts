import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { setEnvironment } from '@cartless/testing';
import { provision } from '@cartless/local-aws';
import { memoryBucket } from '../../test/memory-bucket.ts';
import { exportsBucket } from './bucket-store.ts';
import type { Bucket } from './ports.ts';

const MIB = 1_048_576;
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const file = { name: 'orders.csv', contentType: 'text/csv; charset=utf-8' };

/** So many bytes, in pieces of no special size. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700_001) yield bytes.subarray(at, at + 700_001);
}

async function emulated(): Promise<Bucket> {
  const [dynamodb = '', messaging = ''] = ['DYNAMODB', 'S3'].map(
    (name) => process.env[`AWS_ENDPOINT_URL_${name}`],
  );
  const BucketName = `test-exports-${randomUUID()}`;
  await provision(
    { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName } } },
    { dynamodb, messaging },
  );
  setEnvironment({ EXPORTS_BUCKET: BucketName });
  return exportsBucket();
}

describe.each([
  ['in memory', () => Promise.resolve(memoryBucket())],
  ['of S3', emulated],
])('a bucket %s', (_name, open: () => Promise<Bucket>) => {
  it('gives back what was put into it, and nothing else', async () => {
    const bucket = await open();
    await bucket.put('a/rows/1', Buffer.from('rows'));
    expect(Buffer.from(await bucket.get('a/rows/1')).toString()).toBe('rows');
    await expect(bucket.get('a/rows/2')).rejects.toThrow('a/rows/2');
  });

  it.each([0, 1, 8 * MIB, 8 * MIB + 1, 21 * MIB])('keeps a file of %i bytes as it came', async (size) => {
    const bucket = await open();
    const bytes = randomBytes(size);
    await bucket.upload({ ...file, key: `a/${size}` }, pieces(bytes));
    expect(digest(await bucket.get(`a/${size}`))).toBe(digest(bytes));
  });

  it('has nothing of a file that broke off', async () => {
    const bucket = await open();
    const breaking = async function* () {
      yield* pieces(randomBytes(17 * MIB));
      throw new Error('broke off');
    };
    await expect(bucket.upload({ ...file, key: 'a/half' }, breaking())).rejects.toThrow('broke off');
    await expect(bucket.get('a/half')).rejects.toThrow('a/half');
  });
});

describe('a link to a file', () => {
  it('hands it out under its name to whoever has it, pages of other places too', async () => {
    const bucket = await emulated();
    await bucket.upload(
      { key: 'a/b', name: 'orders.csv', contentType: file.contentType },
      pieces(Buffer.from('a,b')),
    );
    const link = await bucket.link('a/b');
    expect(Object.fromEntries(new URL(link).searchParams)).toMatchObject({
      'X-Amz-Expires': '300',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const answer = await fetch(link, { headers: { origin: 'https://shop.example' } });
    expect([answer.status, await answer.text()]).toEqual([200, 'a,b']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': file.contentType,
      'content-disposition': 'attachment; filename="orders.csv"',
      'access-control-allow-origin': '*',
    });
  });

  it('is of a host of the bucket on AWS', async () => {
    const put = setEnvironment({
      AWS_ENDPOINT_URL_S3: 'https://s3.eu-central-1.amazonaws.com',
      EXPORTS_BUCKET: 'kept',
    });
    const { host, pathname } = new URL(await exportsBucket().link('exp_1/two words+1'));
    put();
    expect([host, pathname]).toEqual(['kept.s3.eu-central-1.amazonaws.com', '/exp_1/two%20words+1']);
  });
});
