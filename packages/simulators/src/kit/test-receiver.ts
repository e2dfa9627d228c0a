import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Receiver<T> {
  readonly url: string;
  readonly received: T[];
  /** The statuses that the receiver answers with, for each call in turn; 200 when it has run out. */
  readonly answers: number[];
  stop(): Promise<void>;
}

/** A webhook address that remembers all it was sent, as `read` makes it of headers and body. */
export async function startReceiver<T>(
  path: string,
  read: (headers: IncomingHttpHeaders, body: string) => T,
  port = 0,
): Promise<Receiver<T>> {
  const received: T[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(read(request.headers, Buffer.concat(chunks).toString('utf8')));
      response.writeHead(answers.shift() ?? 200, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    received,
    answers,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
