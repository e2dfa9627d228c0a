import type { IncomingMessage } from 'node:http';
import { type Call as LocalCall, type LocalServer, startLocalServer } from '@cartless/local-server';
import { type Answer, HANG_UP, send } from './answer.ts';
import { Refusal } from './refusal.ts';

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
  /** The address to listen on; loopback when it is not given. */
  readonly host?: string | undefined;
  /** The environment variable that moves the port, named when the port is taken. */
  readonly portVariable: string;
  readonly log: (line: string) => void;
}

export interface Service {
  answer(call: Call): Answer | Promise<Answer>;
  /** The shape of a refusal that `answer` threw. */
  refuse(refusal: Refusal): Answer;
}

const STARTING: Service = {
  answer: () => HANG_UP,
  refuse: () => HANG_UP,
};

/** An HTTP server on the loopback address that answers every call, whatever its service throws. */
export class SimulatorServer {
  /** Aborted when the server stops, so that nothing waits any longer. */
  readonly stopped: AbortSignal;
  readonly #stopping = new AbortController();
  readonly #options: ServerOptions;
  #server: LocalServer | undefined;
  #service = STARTING;

  private constructor(options: ServerOptions) {
    this.stopped = this.#stopping.signal;
    this.#options = options;
  }

  /** Takes the port. @throws Error naming the port and its variable, when it is taken. */
  static async listen(options: ServerOptions): Promise<SimulatorServer> {
    const server = new SimulatorServer(options);
    await server.#listen();
    return server;
  }

  get port(): number {
    return this.#server?.port ?? 0;
  }

  serve(service: Service): void {
    this.#service = service;
  }

  /** Interrupts what waits and closes every connection. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#server?.stop();
  }

  async #listen(): Promise<void> {
    const { name, port, host, portVariable, log } = this.#options;
    try {
      this.#server = await startLocalServer({
        name,
        port,
        ...(host !== undefined && { host }),
        log,
        answer: async (call) => send(call.response, await this.#answer(call)),
        refuse: ({ response }, { status, message }) =>
          send(response, this.#service.refuse(new Refusal(status, 'BAD_REQUEST', message))),
      });
    } catch (error) {
      const taken = `Port ${port} for the ${name} is taken. Set ${portVariable} to another one.`;
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Error(taken, { cause: error });
      throw error;
    }
  }

  async #answer({ request, path, search }: LocalCall): Promise<Answer> {
    try {
      const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
      const url = new URL('http://simulator');
      url.search = search;
      return await this.#service.answer({ request, method, url, path: path.replace(/^\/+/, '/') });
    } catch (error) {
      if (error instanceof Refusal) return this.#service.refuse(error);
      return this.stopped.aborted || request.socket.destroyed
        ? HANG_UP
        : this.#service.refuse(this.#failure(error));
    }
  }

  #failure(error: unknown): Refusal {
    const { name, log } = this.#options;
    log(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return new Refusal(500, 'INTERNAL_SERVER_ERROR', `The ${name} failed. Its log says why.`);
  }
}
