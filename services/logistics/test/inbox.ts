import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is done with a call of a carrier. */
export type Deliver<Answer> = (headers: Record<string, string>, body: string) => Promise<Answer>;

/** Where the carriers' calls arrive: taken with the answer that they are given, or with 503 when that fails. */
export async function openInbox<Answer>(first: Deliver<Answer>) {
  let deliver = first;
  const answers: (Answer | string)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliver(request.headers as Record<string, string>, Buffer.concat(chunks).toString('utf8')).then(
        (answer) => {
          answers.push(answer);
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
        },
        (error: unknown) => {
          answers.push(String(error));
          response.writeHead(503).end();
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    deliverTo(next: Deliver<Answer>): void {
      deliver = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
