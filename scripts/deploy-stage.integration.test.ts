import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const SETTINGS = [
  'kind',
  'region',
  'siteUrl',
  'appName',
  'senderEmail',
  'currency',
  'seller',
  'timeZone',
  'taxRules',
  'shippingRules',
  'parcelRules',
  'carriers',
];
/** Those of carriers are needed once the stage says which it has. */
const SECRETS = ['orders/stripe-secret-key', 'orders/stripe-webhook-secret'];

describe('a stage that lacks what it needs', () => {
  /** All of AWS but the parameter store: whoever calls it has begun to deploy. */
  let aws: Server;
  let calls: string[];
  beforeAll(async () => {
    aws = createServer((request, response) => {
      calls.push(`${request.method} ${request.url}`);
      response.writeHead(500).end();
    }).listen(0, '127.0.0.1');
    await once(aws, 'listening');
  });
  beforeEach(() => {
    calls = [];
  });
  afterAll(() => void aws.close());

  const run = (file: string, args: readonly string[], cwd = ROOT) =>
    new Promise<{ code: unknown; output: string }>((resolve) => {
      const endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
      const env = { ...process.env, AWS_ENDPOINT_URL: endpoint, SLS_TELEMETRY_DISABLED: '1' };
      execFile(file, args, { cwd, env }, (error, out, err) =>
        resolve({ code: error?.code ?? 0, output: out + err }),
      );
    });
  const expectAll = (output: string, settings: readonly string[], secrets: readonly string[]) => {
    expect([...output.matchAll(/^ {2}(\w+) is not given/gm)].map(([, name]) => name)).toEqual(settings);
    const missing = [...output.matchAll(/^ {2}\/cartless\/nowhere\/(\S+) is not stored/gm)];
    expect(missing.map(([, name]) => name)).toEqual(secrets);
    for (const secret of secrets) {
      expect(output).toContain(
        `aws ssm put-parameter --type SecureString --name /cartless/nowhere/${secret} --value`,
      );
    }
    expect(calls).toEqual([]);
  };

  it('is told so once, for all services, before anything is deployed', async () => {
    const { code, output } = await run(process.execPath, [
      'scripts/start.mjs',
      'deploy-stage.ts',
      '--stage',
      'nowhere',
    ]);
    expect(code).toBe(1);
    expectAll(output, SETTINGS, SECRETS);
  });

  it('is told so by the deployment of a single service too, of what that one needs', async () => {
    const service = join(ROOT, 'services/logistics');
    const serverless = join(service, 'node_modules/.bin/serverless');
    const { code, output } = await run(serverless, ['deploy', '--stage', 'nowhere'], service);
    expect(code).toBe(1);
    expectAll(output, ['kind', 'region', 'siteUrl', 'parcelRules', 'carriers'], []);
  });
});
