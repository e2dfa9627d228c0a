import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { leanSdk, PARTS } from './lean-sdk.ts';
import { refusing } from './refusing.ts';

const folder = mkdtempSync(join(tmpdir(), 'cartless-lean-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The packages of which parts are left out, as packages/aggregate sees them. */
const aggregate = join(import.meta.dirname, '../../../aggregate/src');
const bundle = (contents: string, outfile: string) =>
  build({
    stdin: { contents, resolveDir: aggregate },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: join(folder, outfile),
    metafile: true,
    plugins: [
      leanSdk,
      {
        name: 'credentials',
        setup: (built) => {
          built.onResolve({ filter: /credential-provider-node$/ }, () => ({
            path: 'keys',
            namespace: 'keys',
          }));
          built.onLoad({ filter: /./, namespace: 'keys' }, () => ({
            contents: `export const defaultProvider = () => async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });`,
          }));
        },
      },
    ],
  });

describe('the SDK without what no function comes to', () => {
  let inputs: string[];
  let carried: string[];
  beforeAll(async () => {
    const client = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
      const client = new DynamoDBClient({});
      client.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } })).then(({ Item }) => console.log(Item.pk.S));`;
    const { metafile } = await bundle(client, 'client.js');
    inputs = Object.keys(metafile.inputs);
    carried = Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    );
  });

  it.each(PARTS.map(({ of, file }) => `${of}/${file}`))('still has %s where it is left out', (part) => {
    expect(inputs.some((input) => input.endsWith(`/node_modules/${part}`))).toBe(true);
  });

  it('leaves out what stands behind them', () => {
    expect(
      carried.filter((file) => /eventstream-codec|mnemonist|parseIni|DefaultRateLimiter/.test(file)),
    ).toEqual([]);
  });

  it('calls the address, in the region, that the environment names', async () => {
    const asked: unknown[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers['x-amz-target'], request.headers.authorization);
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify({ Item: { pk: { S: 'found' } } }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const env = { AWS_REGION: 'eu-north-1', AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` };
    const { stdout } = spawn(process.execPath, [join(folder, 'client.js')], { env });
    expect(await text(stdout)).toBe('found\n');
    server.close();
    expect(asked).toEqual(['DynamoDB_20120810.GetItem', expect.stringContaining('/eu-north-1/dynamodb/')]);
  });

  it('says that there is no region, and asks nobody else for one', async () => {
    const { stderr } = spawn(process.execPath, [join(folder, 'client.js')], { env: {} });
    expect(await text(stderr)).toContain('Region is missing');
  });

  it('refuses loudly what is called all the same', async () => {
    const path = `data:text/javascript,${encodeURIComponent(refusing('the SDK', ['Part']))}`;
    const run = (call: string) =>
      text(
        spawn(process.execPath, [
          '--input-type=module',
          '-e',
          `import { Part } from ${JSON.stringify(path)}; ${call}`,
        ]).stderr,
      );
    expect(await run('Part()')).toContain('Part of the SDK is not packaged');
    expect(await run('new Part()')).toContain('Part of the SDK is not packaged');
    expect(await run('')).toBe('');
  });
});
