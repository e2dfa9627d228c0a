import { extname } from 'node:path';

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

/** The media type of a file of the site, by its name; undefined when nobody said what such files are. */
export const siteFileType = (path: string): string | undefined => TYPES[extname(path)];

/**
 * How long browsers keep a file of the site: what is named after its content never changes, the rest is asked for anew each time.
 *
 * @param path within the site, with or without a `/` before it
 */
export const siteCacheControl = (path: string): string =>
  /^\/?assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
