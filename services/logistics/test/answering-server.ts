import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];
/** A call as the server saw it. */
export type Seen<T> = Readonly<{ call: string; authorization: string | undefined; body: T }>;

/** A carrier of which a test says each answer, in turn. */
export async function answeringServer<T>(readBody: (text: string) => T) {
  const replies: Reply[] = [];
  const calls: Seen<T>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({
        call: `${request.method} ${request.url}`,
        authorization: request.headers.authorization,
        body: readBody(Buffer.concat(chunks).toString()),
      });
      const [status, body, headers = {}] = replies.shift() ?? [500, 'no reply left'];
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    /** Forgets what was seen, and answers so from now on. */
    will: (...next: readonly Reply[]): void => {
      calls.length = 0;
      replies.splice(0, replies.length, ...next);
    },
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
