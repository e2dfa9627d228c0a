import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { securityHeaders, SITE_POLICY } from '@cartless/html';

/** A file of the storefront, as CloudFront serves it from the site's bucket. */
export type SiteFile = Readonly<{ body: Buffer; headers: Readonly<Record<string, string>> }>;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Where the storefront lies once it is built. */
export const siteFolder = (root: string): string => join(root, 'packages/storefront/dist');

/**
 * A file of the built storefront, compressed as CloudFront does for whoever takes it so.
 *
 * @param encodings what the request says in Accept-Encoding
 * @returns undefined when there is no file of that name
 */
export async function siteFile(root: string, path: string, encodings = ''): Promise<SiteFile | undefined> {
  const type = TYPES[extname(path)];
  const name = normalize(path);
  if (type === undefined || name.includes('..')) return undefined;
  try {
    const body = await readFile(join(siteFolder(root), name));
    const headers = { ...headersOf(name), 'content-type': type, vary: 'accept-encoding' };
    return COMPRESSIBLE.test(type) && /\bgzip\b/.test(encodings)
      ? { body: await compress(body), headers: { ...headers, 'content-encoding': 'gzip' } }
      : { body, headers };
  } catch {
    return undefined;
  }
}

const compress = promisify(gzip);
const COMPRESSIBLE = /^(?:text|application)\/|\+xml$/;

/** What is named after its content never changes; the rest is asked for anew each time. */
const headersOf = (name: string) => ({
  ...securityHeaders(name.endsWith('.html') ? SITE_POLICY : undefined),
  'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  ...(name.endsWith('.html') && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
});
