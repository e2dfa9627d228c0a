import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopback, LOOPBACK, namesThisMachine } from './host.ts';
import { readTarget, type Target } from './target.ts';

export type Exchange = Readonly<{ request: IncomingMessage; response: ServerResponse }>;
export type Call = Exchange & Target;

/** Why a request gets no answer of the server's own. The message is for people. */
export type Refused = Readonly<{ status: 400 | 421 | 500; message: string }>;

export type LocalServerOptions = Readonly<{
  /** What it is called in the log. */
  name: string;
  /** 0 takes any free port. */
  port: number;
  /** The address to listen on; loopback when it is not given. */
  host?: string;
  answer: (call: Call) => Promise<void> | void;
  /** Answers a request that cannot be answered, in the server's own shape. */
  refuse: (exchange: Exchange, refused: Refused) => void;
  log: (line: string) => void;
}>;

export type LocalServer = Readonly<{
  port: number;
  /** Closes every connection. */
  stop(): Promise<void>;
}>;

/** What hands the requests on to `answer`: for a server that somebody else made. */
export const localListener =
  (options: Omit<LocalServerOptions, 'port'>): RequestListener =>
  (request, response) =>
    void handle(options, { request, response });

/**
 * Starts an HTTP server that no request can end, on the loopback address unless another one is given.
 *
 * @throws Error with the code EADDRINUSE when the port is taken.
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { name, port, host = LOOPBACK, log } = options;
  const server = createServer(localListener(options));
  // Longer than clients keep an idle connection, so that none sends a request into one that is just being closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, resolve);
  });
  server.removeAllListeners('error').on('error', (error) => log(`${name}: ${error.message}`));
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server) };
}

/** What a request asks for, or why it is not looked at. `host` is the address that the server listens on. */
function admit(request: IncomingMessage, host: string = LOOPBACK): Target | Refused {
  const named = request.headers.host;
  if (named !== undefined && isLoopback(host) && !namesThisMachine(named)) {
    return { status: 421, message: 'This is a local server: call it localhost.' };
  }
  return (
    readTarget(request.url ?? '') ?? {
      status: 400,
      message: 'The address of the request cannot be read.',
    }
  );
}

async function handle(options: Omit<LocalServerOptions, 'port'>, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  // The other side may go at any moment; that is its business.
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  try {
    const target = admit(request, options.host);
    if ('status' in target) options.refuse(exchange, target);
    else await options.answer({ ...exchange, ...target });
  } catch (error) {
    fail(options, exchange, error);
  }
}

function fail(
  { name, refuse, log }: Pick<LocalServerOptions, 'name' | 'refuse' | 'log'>,
  exchange: Exchange,
  error: unknown,
): void {
  const { request, response } = exchange;
  log(
    `${name}: ${request.method} ${request.url} failed: ${error instanceof Error ? error.stack : String(error)}`,
  );
  try {
    if (response.headersSent) response.destroy();
    else refuse(exchange, { status: 500, message: `The ${name} failed. Its log says why.` });
  } catch {
    response.destroy();
  }
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
