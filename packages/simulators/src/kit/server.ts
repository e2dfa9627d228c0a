import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, HANG_UP, send } from './answer.ts';
import { Refusal } from './refusal.ts';

const HOST = '127.0.0.1';

/** One call, with its address already read. */
export interface Call {
  readonly request: IncomingMessage;
  /** HEAD counts as GET: its answer is the same without the body. */
  readonly method: string;
  readonly url: URL;
  readonly path: string;
}

export interface ServerOptions {
  /** What the simulator is called in messages, e.g. `carrier simulator`. */
  readonly name: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The environment variable that moves the port, named when the port is taken. */
  readonly portVariable: string;
  readonly log: (line: string) => void;
}

export interface Service {
  answer(call: Call): Answer | Promise<Answer>;
  /** The shape of a refusal that `answer` threw. */
  refuse(refusal: Refusal): Answer;
}

/** An HTTP server on the loopback address that answers every call, whatever its service throws. */
export class SimulatorServer {
  readonly port: number;
  /** Aborted when the server stops, so that nothing waits any longer. */
  readonly stopped: AbortSignal;
  readonly #stopping = new AbortController();
  readonly #server: Server;
  readonly #options: ServerOptions;

  private constructor(server: Server, options: ServerOptions) {
    this.port = (server.address() as AddressInfo).port;
    this.stopped = this.#stopping.signal;
    this.#server = server;
    this.#options = options;
  }

  /** Takes the port. @throws Error naming the port and its variable, when it is taken. */
  static async listen(options: ServerOptions): Promise<SimulatorServer> {
    const { name, port, portVariable } = options;
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const taken = `Port ${port} for the ${name} is taken. Set ${portVariable} to another one.`;
        reject(error.code === 'EADDRINUSE' ? new Error(taken, { cause: error }) : error);
      });
      server.listen(port, HOST, resolve);
    });
    return new SimulatorServer(server, options);
  }

  serve(service: Service): void {
    this.#server.on('request', (request, response) => {
      void this.#answer(service, request).then((answer) => send(response, answer));
    });
  }

  /** Interrupts what waits and closes every connection. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(service: Service, request: IncomingMessage): Promise<Answer> {
    try {
      const url = URL.parse(request.url?.replace(/^\/+/, '/') ?? '/', 'http://simulator');
      if (url === null) throw new Refusal(400, 'BAD_REQUEST', 'The address of the request cannot be read.');
      const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
      return await service.answer({ request, method, url, path: url.pathname });
    } catch (error) {
      if (error instanceof Refusal) return service.refuse(error);
      return this.stopped.aborted || request.socket.destroyed
        ? HANG_UP
        : service.refuse(this.#failure(error));
    }
  }

  #failure(error: unknown): Refusal {
    const { name, log } = this.#options;
    log(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return new Refusal(500, 'INTERNAL_SERVER_ERROR', `The ${name} failed. Its log says why.`);
  }
}
