import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uploadSite } from './upload-site.ts';

const STAGE = 'site-test';
const Bucket = 'cartless-site-test';
const clients = { s3: new S3Client({ forcePathStyle: true }), ssm: new SSMClient() };
const folder = mkdtempSync(join(tmpdir(), 'site-'));

beforeAll(async () => {
  await clients.s3.send(new CreateBucketCommand({ Bucket }));
  const Name = `/cartless/${STAGE}/edge/site-bucket`;
  await clients.ssm.send(new PutParameterCommand({ Name, Value: Bucket, Type: 'String', Overwrite: true }));
});
afterAll(() => {
  clients.s3.destroy();
  clients.ssm.destroy();
});

describe('the files of the site', () => {
  it('are not put anywhere before they are built', async () => {
    await expect(uploadSite(STAGE, folder, clients)).rejects.toThrow('There is no built site in');
  });

  it('are put what a page names before the page, each kept for as long as its name stands for it', async () => {
    mkdirSync(join(folder, 'assets'));
    for (const [file, text] of [
      ['index.html', '<!doctype html>'],
      ['assets/app-1a2b.js', 'export {};'],
      ['favicon.svg', '<svg/>'],
    ] as const)
      writeFileSync(join(folder, file), text);
    expect(await uploadSite(STAGE, folder, clients)).toEqual([
      'assets/app-1a2b.js',
      'favicon.svg',
      'index.html',
    ]);
    const head = (Key: string) => clients.s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(await head('assets/app-1a2b.js')).toMatchObject({
      ContentType: 'text/javascript; charset=utf-8',
      CacheControl: 'public, max-age=31536000, immutable',
    });
    expect(await head('index.html')).toMatchObject({ CacheControl: 'no-cache' });
  });

  it('have no place before the edge of the stage is there', async () => {
    await expect(uploadSite('nowhere', folder, clients)).rejects.toThrow('deploy its edge first');
  });
});
