import type { AppError, Locale } from '@cartless/domain';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { statusOf } from './boundary-errors.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/**
 * The answer to a failed call: RFC 9457 problem details with the stable code and the trace.
 * A `retryAfter` among the error's details, in seconds, becomes the `Retry-After` header.
 */
export function problem(error: AppError, locale: Locale, traceId: string): APIGatewayProxyStructuredResultV2 {
  const status = statusOf(error);
  const { retryAfter, ...members } = error.members(locale);
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': locale,
      'cache-control': 'no-store',
      ...(typeof retryAfter === 'number' && { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      ...members,
      type: `urn:cartless:problem:${error.code}`,
      title: TITLES[status],
      status,
      code: error.code,
      detail: error.detail(locale),
      traceId,
      ...(error.errors.length > 0 && { errors: error.errors }),
    }),
  };
}
