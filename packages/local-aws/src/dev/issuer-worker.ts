import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { declaredRoutes, functionFolders, parseCloudFormation } from '@cartless/infrastructure';
import { createLocalJWKSet } from 'jose';
import type { Cors } from '../http-api/cors.ts';
import { startHttpApi } from '../http-api/start-http-api.ts';
import { fillLocally } from '../plugin/local-environment.ts';
import type { LocalAwsSettings } from '../plugin/serverless-api.ts';
import type { Ports } from '../ports.ts';
import { localSigningKey, publicKeySet } from '../signing-key.ts';

type Handler = (event: unknown, context: object) => Promise<unknown>;
type PlatformYaml = Readonly<{ custom: Readonly<{ localAws: LocalAwsSettings }> }>;
type CommonYaml = Readonly<{ httpApi: Readonly<{ cors: Cors }>; localOrigins: readonly string[] }>;

const { root, ports } = workerData as Readonly<{ root: string; ports: Ports }>;
const services = join(root, 'services');
const folder = join(services, 'platform');
const read = (...path: string[]): unknown =>
  parseCloudFormation(readFileSync(join(services, ...path), 'utf8'));
const fill = (text: string): string =>
  fillLocally(text, { root, ports }, (problem) => {
    throw new Error(`services/platform: ${problem}`);
  });

const { custom } = read('platform', 'serverless.yml') as PlatformYaml;
const { httpApi, localOrigins } = read('common.yml') as CommonYaml;
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
const own = { STAGE: 'dev', SERVICE_VERSION: version, POWERTOOLS_SERVICE_NAME: 'platform' };
for (const [name, text] of Object.entries({ ...own, ...custom.localAws.environment }))
  process.env[name] = fill(text);

const handlers = new Map(
  functionFolders(folder).map(({ key, handler }) => [key, pathToFileURL(handler).href]),
);
const [routes = []] = await declaredRoutes([folder]);
const issuer = fill('http://localhost:{gateway}');
await startHttpApi({
  port: ports.platform,
  routes: routes.map(({ id, method, path, access }) => ({
    key: id,
    method,
    path,
    scopes: access === 'public' ? undefined : [access].flat(),
  })),
  cors: { ...httpApi.cors, allowedOrigins: localOrigins.map(fill) },
  rules: { issuer, audience: ['cartless'], keys: createLocalJWKSet(publicKeySet(localSigningKey(root))) },
  invokerOf: (key) => async (event) => {
    const { handler } = (await import(handlers.get(key) ?? '')) as { handler: Handler };
    const context = { functionName: key, awsRequestId: crypto.randomUUID() };
    return { ok: true, payload: await handler(event, context) };
  },
  log: (line) => process.stdout.write(`${line}\n`),
});
parentPort?.postMessage('ready', []);
