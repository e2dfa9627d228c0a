import type { ServerResponse } from 'node:http';
import { securityHeaders } from '@cartless/html';

type Headers = Readonly<Record<string, string>>;

/** What a call gets; the server puts it on the wire. */
export interface Answer {
  readonly status: number;
  /** The media type, without its character set: everything is UTF-8. */
  readonly type: string;
  readonly body: string;
  readonly headers?: Headers;
}

/** No answer: the connection is cut. */
export const HANG_UP: Answer = { status: 0, type: '', body: '' };

export const json = (status: number, value: unknown, headers: Headers = {}): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  headers,
});

/** JSON with indentation, for answers that people read too. */
export const indentedJson = (status: number, value: unknown, headers: Headers = {}): Answer => ({
  ...json(status, null, headers),
  body: JSON.stringify(value, null, 2),
});

/** Sends the browser on with GET, whatever the method was. */
export const seeOther = (location: string): Answer => ({
  status: 303,
  type: 'text/plain',
  body: '',
  headers: { location },
});

export function send(response: ServerResponse, answer: Answer): void {
  if (answer === HANG_UP) response.destroy();
  if (response.destroyed || response.headersSent) return;
  response.writeHead(answer.status, {
    'content-type': `${answer.type}; charset=utf-8`,
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': 'no-store',
    ...securityHeaders(),
    ...answer.headers,
  });
  response.end(answer.body);
}
