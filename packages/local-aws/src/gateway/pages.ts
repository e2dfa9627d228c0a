import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { pickLocale } from '@cartless/domain';
import type { Ports } from '../ports.ts';
import { apiReferencePage } from './api-reference-page.ts';
import { indexPage } from './index-page.ts';
import { noticePage } from './notice-page.ts';
import { productImage } from './product-image.ts';
import { SERVICES } from './service-routes.ts';

type Place = Readonly<{ ports: Ports; root: string }>;
type Answer = Readonly<{ type: string; body: string | Buffer; status?: number }>;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
};
const html = (body: string, status = 200): Answer => ({ type: 'text/html; charset=utf-8', body, status });

/** Answers what is not an API call: the index, the API references, product pictures, and where redirects lead. */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const locale = pickLocale(request.headers['accept-language']);
  const answer = await find(url, locale, place);
  response.writeHead(answer.status ?? 200, { 'content-type': answer.type, 'cache-control': 'no-cache' });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

async function find(
  url: URL,
  locale: ReturnType<typeof pickLocale>,
  { ports, root }: Place,
): Promise<Answer> {
  const path = url.pathname;
  if (path === '/') return html(indexPage(locale, ports));
  if (path === '/login' || path.startsWith('/account/')) return html(noticePage(locale, url));
  const image = /^\/images\/([\w-]+)\.svg$/.exec(path);
  if (image?.[1] !== undefined) return { type: 'image/svg+xml', body: productImage(image[1]) };
  const service = SERVICES.find((name) => path === `/docs/${name}` || path === `/docs/${name}/openapi.json`);
  if (service !== undefined) {
    return path.endsWith('.json')
      ? file(join(root, 'services', service, 'openapi.json'), 'application/json')
      : html(apiReferencePage(service));
  }
  const asset = /^\/docs\/assets\/([\w-]+\.(?:css|js|png))$/.exec(path)?.[1];
  if (asset !== undefined) return file(join(swaggerFolder(), asset), TYPES[extname(asset)] ?? 'text/plain');
  return html(noticePage(locale, url, 404), 404);
}

async function file(path: string, type: string): Promise<Answer> {
  try {
    return { type, body: await readFile(path) };
  } catch {
    return {
      type: 'text/plain',
      status: 404,
      body: `There is no ${path}. Run "pnpm run docs" to make it.\n`,
    };
  }
}

const swaggerFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
