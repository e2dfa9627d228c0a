import { get } from 'node:http';
import type { ServerResponse } from 'node:http';
import { securityHeaders } from '@cartless/html';
import { type Call, type LocalServer, startLocalServer } from '@cartless/local-server';

const ANSWER_LIMIT_MS = 3000;

/** Base URLs of what the platform runs. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly messaging: string;
  readonly mailbox: string;
  readonly payments: string;
  readonly carrier: string;
  readonly kuaidi100: string;
  readonly parameters: string;
}

/** What `GET /status` at the control port answers. `endpoints` is null while the platform is starting. */
export interface PlatformStatus {
  readonly checkout: string;
  readonly pid: number;
  readonly endpoints: Endpoints | null;
}

export interface ControlServer {
  readonly url: string;
  announce(endpoints: Endpoints): void;
  stop(): Promise<void>;
}

/**
 * Claims the control port for a checkout. Only one process can hold the port, so holding it is also the right to
 * boot the platform.
 *
 * @returns undefined when another process holds the port.
 */
export async function claimControl(port: number, checkout: string): Promise<ControlServer | undefined> {
  let endpoints: Endpoints | null = null;
  const server = await claim(port, ({ request, response, path }) => {
    if (path === '/alive') return holdOpen(response);
    const status: PlatformStatus = { checkout, pid: process.pid, endpoints };
    const known = request.method === 'GET' && path === '/status';
    tell(response, known ? 200 : 404, known ? status : { message: 'Ask for GET /status' });
  });
  if (server === undefined) return undefined;
  return {
    url: `http://localhost:${server.port}`,
    announce(ready) {
      endpoints = ready;
    },
    stop: () => server.stop(),
  };
}

/**
 * Asks who holds the control port.
 *
 * @returns the status of a platform, `nobody`, `stranger` when some other program answers, or `silent` when nobody answers in time: a
 * busy machine answers later.
 */
export async function readStatus(port: number): Promise<PlatformStatus | 'nobody' | 'stranger' | 'silent'> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/status`, {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const body = (await response.json()) as Partial<PlatformStatus> | null;
    return typeof body?.checkout === 'string' && typeof body.pid === 'number' && body.endpoints !== undefined
      ? { checkout: body.checkout, pid: body.pid, endpoints: body.endpoints }
      : 'stranger';
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return 'silent';
    const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code;
    return code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'nobody' : 'stranger';
  }
}

/** Calls back once when the process that holds the control port is gone. The returned function stops watching. */
export function watchOwner(port: number, onGone: () => void): () => void {
  let watching = true;
  const gone = (): void => {
    if (watching) onGone();
    watching = false;
  };
  const request = get(`http://127.0.0.1:${port}/alive`, { agent: false }, (response) => {
    response.on('close', gone).on('error', gone).resume();
  });
  request.on('error', gone);
  return () => {
    watching = false;
    request.destroy();
  };
}

function holdOpen(response: ServerResponse): void {
  response.writeHead(200, { ...securityHeaders(), 'content-type': 'text/plain' });
  response.write('alive\n');
}

function tell(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { ...securityHeaders(), 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** @returns undefined when the port is taken. */
async function claim(port: number, answer: (call: Call) => void): Promise<LocalServer | undefined> {
  try {
    return await startLocalServer({
      name: 'control server',
      port,
      answer,
      refuse: ({ response }, { status, message }) => tell(response, status, { message }),
      log: (line) => process.stderr.write(`${line}\n`),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
}
