import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What is answered to a call: to an action of AWS by its name, or to `POST /path`. A text comes as it is, `status` with it. */
export type Answers = Record<string, object | string | undefined>;

/**
 * An account that answers what a test says, and the shop in it: AWS's protocols over HTTP, at one address.
 *
 * @param parameter what the parameter store holds under a name
 */
export async function startPlayedAccount(
  answers: (url: string) => Answers,
  parameter: (asked: Readonly<{ Name?: string }>) => object | undefined,
) {
  let url = '';
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const target = request.headers['x-amz-target'];
      const action =
        typeof target === 'string' ? target.split('.').at(-1) : new URLSearchParams(body).get('Action');
      const isQuery = target === undefined && action !== null;
      const name = action ?? `${request.method} ${request.url}`;
      const answer =
        name === 'GetParameter'
          ? (parameter(JSON.parse(body) as { Name?: string }) ?? { status: 400, __type: 'ParameterNotFound' })
          : answers(url)[name];
      if (answer === undefined) {
        response.writeHead(404).end('{"message":"Not Found"}');
      } else if (typeof answer === 'string') {
        response.writeHead(200, { 'content-type': 'text/html' }).end(answer);
      } else {
        const { status = 200, ...members } = answer as { status?: number };
        response.writeHead(status, { 'content-type': isQuery ? 'text/xml' : 'application/json' });
        response.end(isQuery ? queryAnswer(name, members) : JSON.stringify(members));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** As the Query protocol has it: lists of `member`, maps of `entry`. */
const queryAnswer = (action: string, members: object): string =>
  `<${action}Response><${action}Result>${xml(members)}</${action}Result></${action}Response>`;

function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => `<member>${xml(one)}</member>`).join('');
  if (value instanceof Map)
    return [...value]
      .map(([key, one]) => `<entry><key>${key}</key><value>${xml(one)}</value></entry>`)
      .join('');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]) => `<${name}>${xml(one)}</${name}>`)
    .join('');
}
