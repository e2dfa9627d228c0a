import type { InvokeResult } from '../event-sources/index.ts';
import { isRecord } from '../provision/template.ts';

/** An answer of the HTTP API. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** API Gateway's own answers are as short as this. */
export const told = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', vary: 'Origin', ...headers },
  body: JSON.stringify({ message }),
});

/** What becomes of a function's answer; one that failed, or answered nonsense, is a fault of the server. */
export function answerOf(result: InvokeResult): HttpAnswer {
  const { payload } = result.ok ? result : { payload: undefined };
  if (!isRecord(payload) || typeof payload['statusCode'] !== 'number')
    return told(500, 'Internal Server Error');
  const { statusCode, headers, body = '', isBase64Encoded, cookies } = payload;
  const given = Object.entries(isRecord(headers) ? headers : {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    status: statusCode,
    headers: {
      ...(body !== '' && { 'content-type': 'text/plain; charset=utf-8' }),
      ...Object.fromEntries(given.filter(([name]) => !isOurs(name))),
      ...(Array.isArray(cookies) && { 'set-cookie': cookies.map(String) }),
    },
    body: isBase64Encoded === true ? Buffer.from(String(body), 'base64') : String(body),
  };
}

/** API Gateway alone says who may read an answer. And over plain HTTP nobody asks for HTTPS (RFC 6797, 7.2). */
const isOurs = (name: string): boolean =>
  name.startsWith('access-control-') || name === 'strict-transport-security';
