import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setEnvironment } from '@cartless/testing';
import { signedLink, signedRequest } from './signed-request.ts';

const MIDNIGHT = new Date('2026-11-29T00:00:00Z');
const call = {
  service: 's3',
  region: 'eu-central-1',
  method: 'GET',
  url: new URL('https://kept.s3.eu-central-1.amazonaws.com/exp_1/abc-d?x-id=GetObject'),
} as const;

describe('a call of AWS', () => {
  const back: (() => void)[] = [];
  beforeAll(() => {
    back.push(
      setEnvironment({
        AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret/key',
        AWS_SESSION_TOKEN: 'tok/en+with=odd',
      }),
    );
  });
  afterAll(() => back.forEach((put) => put()));

  it('has the link that the SDK makes of it', async () => {
    const { searchParams } = await signedLink(call, 300, MIDNIGHT);
    // By @aws-sdk/s3-request-presigner 3, of the same call at the same moment.
    expect(Object.fromEntries(searchParams)).toEqual({
      'x-id': 'GetObject',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD',
      'X-Amz-Credential': 'AKIAEXAMPLE/20261129/eu-central-1/s3/aws4_request',
      'X-Amz-Date': '20261129T000000Z',
      'X-Amz-Expires': '300',
      'X-Amz-Security-Token': 'tok/en+with=odd',
      'X-Amz-Signature': 'bc86a6f3eee75b8bbf8379a72100e5894bab2d0738db424384d3d33957f049ff',
      'X-Amz-SignedHeaders': 'host',
    });
  });

  it('says in its headers who calls, and which bytes', async () => {
    const { headers, url, body } = await signedRequest({ ...call, method: 'PUT', body: 'a,b' });
    expect([url, body]).toEqual([call.url, 'a,b']);
    expect(headers).toMatchObject({
      'x-amz-security-token': 'tok/en+with=odd',
      'x-amz-content-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
      authorization: expect.stringContaining(
        'SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token',
      ),
    });
  });
});
