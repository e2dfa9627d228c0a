import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Locale, LOCALES, pickLocale } from '@cartless/domain';
import { type Page, securityHeaders } from '@cartless/html';
import type { Call, Target } from '@cartless/local-server';
import { type AsyncApi, cataloguePage, eventCatalogue } from '../event-catalogue/index.ts';
import type { Ports } from '../ports.ts';
import { apiReferencePage, referenceScript } from './api-reference-page.ts';
import { DEMO_ACCOUNTS, indexPage } from './index-page.ts';
import { noPage } from './notice-page.ts';
import { productPicture } from '../pictures/product-picture.ts';
import { siteFile } from '../site/site-files.ts';
import { OWNERS, type Service } from './service-routes.ts';

type Place = Readonly<{ ports: Ports; root: string }>;
type Answer = Readonly<{
  body: string | Buffer;
  headers: Readonly<Record<string, string>>;
  status?: number;
}>;

const shown = ({ text, headers }: Page, status = 200): Answer => ({ body: text, headers, status });
const typed = (type: string, body: string | Buffer, status = 200): Answer => ({
  body,
  headers: { 'content-type': type },
  status,
});
/** Storefronts on other ports show them. */
const ANYWHERE = { 'Cross-Origin-Resource-Policy': 'cross-origin' } as const;

/** Answers what is not an API call: the index, the references of APIs and events, product pictures, and where redirects lead. */
export async function answerPage({ request, response, ...target }: Call, place: Place): Promise<void> {
  const { accept, 'accept-encoding': encodings, 'accept-language': languages } = request.headers;
  const asker = {
    locale: pickLocale(languages),
    browses: accept?.includes('text/html') === true,
    ...(typeof encodings === 'string' && { encodings }),
  };
  const answer = await find(target, asker, place);
  const { status = 200, headers, body } = answer;
  response.writeHead(status, { ...securityHeaders(), 'cache-control': 'no-cache', ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Who asks: in which language, whether to see a page, and how files may be compressed. */
type Asker = Readonly<{ locale: Locale; browses: boolean; encodings?: string }>;

async function find(
  target: Target,
  { locale, browses, encodings }: Asker,
  { ports, root }: Place,
): Promise<Answer> {
  const { path } = target;
  if (path === '/local') return shown(indexPage(locale, ports));
  const image = /^\/images\/([\w-]+)\.svg$/.exec(path)?.[1];
  if (image !== undefined) {
    return {
      body: productPicture(image),
      headers: { 'content-type': 'image/svg+xml', ...ANYWHERE },
    };
  }
  if (path === EVENTS) return events(target, locale, root);
  if (path === EVENTS_DOCUMENT) return file(join(root, EVENTS_FILE), 'application/json');
  if (path === REFERENCE_SCRIPT) return file(referenceScript(), 'text/javascript; charset=utf-8');
  const about = [undefined, ...OWNERS].find((name) => path === docsOf(name) || path === documentOf(name));
  if (about !== undefined || path === docsOf() || path === documentOf()) {
    const document = about === undefined ? 'docs/generated/openapi.json' : `services/${about}/openapi.json`;
    return path.endsWith('.json')
      ? file(join(root, document), 'application/json')
      : shown(
          apiReferencePage(locale, {
            title: about === undefined ? 'Cartless API' : `Cartless: ${about} API`,
            document: documentOf(about),
            script: REFERENCE_SCRIPT,
            events: EVENTS,
            accounts: DEMO_ACCOUNTS,
          }),
        );
  }
  // A page of the storefront is made in the browser: whatever its address is, it begins with the same file.
  const isPage = path === '/' || (browses && !/\.\w+$/.test(path));
  const site = await siteFile(root, isPage ? '/index.html' : path, encodings);
  return site ?? shown(noPage(locale, path), 404);
}

/** The event catalogue, in the language that the address asks for, or else the browser. */
async function events({ search }: Target, locale: Locale, root: string): Promise<Answer> {
  const asked = new URLSearchParams(search).get('language');
  const language = LOCALES.find((one) => one === asked) ?? locale;
  const other = language === 'en' ? 'zh-CN' : 'en';
  const { body, status } = await file(join(root, EVENTS_FILE), 'application/json');
  if (status !== 200) return typed('text/plain', body, status);
  const document = JSON.parse(body.toString()) as AsyncApi;
  return shown(
    cataloguePage(language, eventCatalogue(document), {
      home: '/local',
      reference: docsOf(),
      document: EVENTS_DOCUMENT,
      other: `?language=${other}`,
    }),
  );
}

async function file(path: string, type: string): Promise<Answer> {
  try {
    return typed(type, await readFile(path));
  } catch {
    return typed('text/plain', `There is no ${path}. Run "pnpm run docs" to make it.\n`, 404);
  }
}

const EVENTS = '/docs/events';
const EVENTS_DOCUMENT = '/docs/events/asyncapi.json';
const EVENTS_FILE = 'docs/generated/asyncapi.json';
const REFERENCE_SCRIPT = '/docs/assets/reference.js';
/** Where the reference of a service is, or that of the whole shop. */
const docsOf = (service?: Service): string => (service === undefined ? '/docs' : `/docs/${service}`);
const documentOf = (service?: Service): string => `${docsOf(service)}/openapi.json`;
