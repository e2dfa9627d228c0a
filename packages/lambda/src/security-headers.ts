import type middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** For answers that no browser has a reason to show, frame or sniff; a page says itself what it may. Source: OWASP REST Security Cheat Sheet. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** Adds the security headers to every answer. They are few and fixed, because every answer pays for them. */
export function securityHeaders(): middy.MiddlewareObj<unknown, APIGatewayProxyStructuredResultV2> {
  const add = (request: { response?: APIGatewayProxyStructuredResultV2 | null | undefined }): void => {
    if (request.response) request.response.headers = { ...HEADERS, ...request.response.headers };
  };
  return { after: add, onError: add };
}
