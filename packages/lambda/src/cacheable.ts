import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type Result = APIGatewayProxyStructuredResultV2;

/** What an answer that may be kept varies by. */
export const VARY = 'Origin, Accept-Language';

/**
 * Lets caches keep an answer, and sends no body to one that has it already. The tag comes from the body, so that it differs
 * by language and by what is shown; a handler that gives a tag of its own (a version, say) has it in front.
 *
 * @param seconds for how long it may be given without asking again
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function cacheable(event: APIGatewayProxyEventV2, result: Result, seconds: number): Result {
  const own = /^"([^"]*)"$/.exec(String(result.headers?.['etag'] ?? ''))?.[1];
  const digest = createHash('sha256')
    .update(result.body ?? '')
    .digest('base64url')
    .slice(0, 16);
  const etag = `"${own === undefined ? '' : `${own}.`}${digest}"`;
  const headers = { ...result.headers, etag, 'cache-control': `public, max-age=${seconds}` };
  if (!holds(event.headers['if-none-match'], etag)) return { ...result, headers };
  const kept: Readonly<Record<string, boolean | number | string>> = headers;
  const { 'content-type': _, ...bare } = kept;
  return { statusCode: 304, headers: bare };
}

/** Whether a caller says that it has it. Caches may have weakened the tag, by compressing the body say. */
const holds = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => {
    const tag = one.trim();
    return tag === '*' || tag.replace(/^W\//, '') === etag;
  });
