import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Target } from '@cartless/local-server';
import type { GatewayAuthorizer } from '../authentication/gateway-claims.ts';
import { ACCOUNT_ID } from '../local-account.ts';
import type { Found } from './routes.ts';

/** What API Gateway takes for text; all else reaches a function in base 64. */
const TEXT = /^(text\/|application\/(([\w.-]+\+)?(json|xml)|javascript)\s*(;|$))/i;

/**
 * The event that an HTTP API makes of a request (payload format 2.0).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function proxyEvent(
  request: IncomingMessage,
  { path, search }: Target,
  { route, parameters }: Found,
  body: Buffer,
  authorizer: GatewayAuthorizer | undefined,
): object {
  const lines = request.rawHeaders.map((text, at) => (at % 2 === 0 ? text.toLowerCase() : text));
  const { cookie, ...headers } = joined(lines);
  const routeKey = `${route.method} ${route.path}`;
  const now = new Date();
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers,
    ...(search.length > 1 && { queryStringParameters: joined([...new URLSearchParams(search)].flat()) }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId: 'local',
      ...(authorizer !== undefined && { authorizer }),
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: route.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...bodyOf(headers, body),
  };
}

function bodyOf(headers: Readonly<Record<string, string>>, body: Buffer): object {
  if (body.length === 0) return { isBase64Encoded: false };
  const text =
    TEXT.test(headers['content-type'] ?? 'text/plain') && headers['content-encoding'] === undefined;
  return { body: body.toString(text ? 'utf8' : 'base64'), isBase64Encoded: !text };
}

/** Names and values in turn as a record: several values of a name are joined with commas. */
function joined(pairs: readonly string[]): Record<string, string> {
  const values = new Map<string, string[]>();
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const name = pairs[at] ?? '';
    values.set(name, [...(values.get(name) ?? []), pairs[at + 1] ?? '']);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')]));
}
