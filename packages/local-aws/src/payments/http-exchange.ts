import type { IncomingMessage, ServerResponse } from 'node:http';

const BODY_LIMIT = 1024 * 1024;
const DISCARD_LIMIT = 32 * BODY_LIMIT;

/** One request and its response, with the address already read. */
export interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly url: URL;
}

export class BodyTooLarge extends Error {
  constructor() {
    super('The request body is larger than 1 MiB.');
    this.name = 'BodyTooLarge';
  }
}

/**
 * Reads the body as text. What exceeds the limit is read and dropped, so that the sender still gets the answer.
 *
 * @throws BodyTooLarge over 1 MiB.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
    if (size > DISCARD_LIMIT) break;
  }
  if (size > BODY_LIMIT) throw new BodyTooLarge();
  return Buffer.concat(chunks).toString('utf8');
}

export function sendText(
  { response }: HttpExchange,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

/** Sends the browser on with GET, whatever the method was. */
export function redirect({ response }: HttpExchange, location: string): void {
  response.writeHead(303, { location, 'content-length': 0 });
  response.end();
}
