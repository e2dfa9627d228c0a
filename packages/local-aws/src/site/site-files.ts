import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { securityHeaders, SITE_POLICY } from '@cartless/html';
import { siteCacheControl, siteFileType } from './site-headers.ts';

/** A file of the storefront, as CloudFront serves it from the site's bucket. */
export type SiteFile = Readonly<{ body: Buffer; headers: Readonly<Record<string, string>> }>;

/** Where the storefront lies once it is built. */
export const siteFolder = (root: string): string => join(root, 'packages/storefront/dist');

/**
 * A file of the built storefront, compressed as CloudFront does for whoever takes it so.
 *
 * @param encodings what the request says in Accept-Encoding
 * @returns undefined when there is no file of that name
 */
export async function siteFile(root: string, path: string, encodings = ''): Promise<SiteFile | undefined> {
  const type = siteFileType(path);
  const name = normalize(path);
  if (type === undefined || name.includes('..')) return undefined;
  try {
    const body = await readFile(join(siteFolder(root), name));
    const headers = { ...headersOf(name), 'content-type': type, vary: 'accept-encoding' };
    const encoding = COMPRESSIBLE.test(type)
      ? ENCODINGS.find((one) => encodings.split(/[\s,;]+/).includes(one))
      : undefined;
    return encoding === undefined
      ? { body, headers }
      : { body: await COMPRESS[encoding](body), headers: { ...headers, 'content-encoding': encoding } };
  } catch {
    return undefined;
  }
}

/** As CloudFront does: Brotli for whoever takes it, about as tightly. */
const ENCODINGS = ['br', 'gzip'] as const;
const COMPRESS = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
} as const;
const COMPRESSIBLE = /^(?:text|application)\/|\+xml$/;

const headersOf = (name: string) => ({
  ...securityHeaders(name.endsWith('.html') ? SITE_POLICY : undefined),
  'cache-control': siteCacheControl(name),
  ...(name.endsWith('.html') && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
});
