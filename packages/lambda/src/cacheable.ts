import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Route } from './route.ts';

type Result = APIGatewayProxyStructuredResultV2;

/** What an answer that may be kept varies by. */
export const VARY = 'Origin, Accept-Language';

/**
 * Lets caches keep an answer, and sends no body to one that has it already. The tag comes from the body, so that it differs
 * by language and by what is shown; a handler that gives a tag of its own (a version, say) has it in front.
 *
 * @param control who may keep it, and for how long without asking again; see {@link cacheControl}
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function cacheable(event: APIGatewayProxyEventV2, result: Result, control: string): Result {
  const own = /^"([^"]*)"$/.exec(String(result.headers?.['etag'] ?? ''))?.[1];
  const digest = createHash('sha256')
    .update(result.body ?? '')
    .digest('base64url')
    .slice(0, 16);
  const etag = `"${own === undefined ? '' : `${own}.`}${digest}"`;
  const headers = { ...result.headers, etag, 'cache-control': control };
  if (!holds(event.headers['if-none-match'], etag)) return { ...result, headers };
  const kept: Readonly<Record<string, boolean | number | string>> = headers;
  const { 'content-type': _, ...bare } = kept;
  return { statusCode: 304, headers: bare };
}

/** What an answer of a route says to caches; undefined where nobody may keep it. */
export const cacheControl = ({ cacheSeconds, followed }: Route['success']): string | undefined =>
  followed === true
    ? 'private, no-cache'
    : cacheSeconds === undefined
      ? undefined
      : `public, max-age=${cacheSeconds}`;

/** Whether a caller says that it has it. Caches may have weakened the tag, by compressing the body say. */
const holds = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => {
    const tag = one.trim();
    return tag === '*' || tag.replace(/^W\//, '') === etag;
  });
