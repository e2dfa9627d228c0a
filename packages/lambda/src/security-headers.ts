import { HTTPS_ONLY, securityHeaders } from '@cartless/html';
import type middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { VARY } from './cacheable.ts';

/**
 * Adds the security headers to every answer; a page says itself what it may. They are few and fixed, because every answer pays for
 * them. Who may read an answer from another origin is API Gateway's to say: it ignores what a function says of it.
 */
export function answerHeaders(): middy.MiddlewareObj<unknown, APIGatewayProxyStructuredResultV2> {
  const fixed = { ...securityHeaders(), ...HTTPS_ONLY, Vary: VARY };
  const add = (request: { response?: APIGatewayProxyStructuredResultV2 | null | undefined }): void => {
    if (request.response) request.response.headers = { ...fixed, ...request.response.headers };
  };
  return { after: add, onError: add };
}
