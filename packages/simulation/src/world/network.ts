import type { Answer, Call } from '@cartless/simulators/in-process';
import { currentInvocation, type Invocation } from './running.ts';
import type { Basis } from './basis.ts';

/** Who answers under a name of the network. */
export type Host = (call: Call) => Promise<Answer>;

type Init = Readonly<{
  method?: string;
  headers?: RequestInit['headers'];
  body?: RequestInit['body'];
  signal?: AbortSignal | null;
}>;

const HOUR = 3_600_000;
/** Outages are a matter of time, not of calls: whoever was down is well for so long, however much is asked of them meanwhile. */
const WELL_AGAIN_MS = 7 * 24 * HOUR;

/** All that goes out by `fetch`: to the providers, and from the providers back to the shop. */
export class Network {
  readonly #basis: Basis;
  readonly #hosts = new Map<string, Host>();
  readonly #downUntil = new Map<string, number>();
  /** When each host was called last, by whomever. */
  readonly calledAt = new Map<string, number>();
  readonly #callsOf = new WeakMap<Invocation, Set<string>>();

  constructor(basis: Basis) {
    this.#basis = basis;
  }

  serve(host: string, answer: Host): void {
    this.#hosts.set(host, answer);
  }

  /** Whom a call of a function has called. */
  calledBy(invocation: Invocation): ReadonlySet<string> {
    return this.#callsOf.get(invocation) ?? new Set();
  }

  #note(host: string, invocation: Invocation | undefined): void {
    this.calledAt.set(host, this.#basis.scheduler.now);
    if (invocation === undefined) return;
    const calls = this.#callsOf.get(invocation) ?? new Set();
    this.#callsOf.set(invocation, calls.add(host));
  }

  /** Whether nobody answers under a name, for hours. */
  #isDown(host: string): boolean {
    const { faults, chance, scheduler } = this.#basis;
    if (!faults.on) return false;
    const until = this.#downUntil.get(host) ?? -Infinity;
    if (until > scheduler.now) return true;
    if (until + WELL_AGAIN_MS > scheduler.now || !faults.strike('provider-down', host)) return false;
    this.#downUntil.set(host, scheduler.now + chance.whole(`down ${host}`, 1, 12) * HOUR);
    return true;
  }

  /** As the global `fetch`. */
  fetch(address: string | URL | Request, init: Init = {}): Promise<Response> {
    const url = new URL(address instanceof Request ? address.url : address);
    const host = this.#hosts.get(url.host);
    if (host === undefined) throw new Error(`nobody is simulated at ${url.host}`);
    const invocation = currentInvocation();
    const { faults, chance, scheduler } = this.#basis;
    const method = init.method ?? 'GET';
    this.#basis.meter?.add({ providerCalls: 1 });
    const at = `${invocation?.fn.name ?? 'provider'} ${method} ${url.host}`;
    this.#note(url.host, invocation);
    if (invocation !== undefined) invocation.container.waiting += 1;
    return new Promise((resolve, reject) => {
      let open = true;
      const end = (work: () => void): void => {
        if (!open) return;
        open = false;
        if (invocation !== undefined) invocation.container.waiting -= 1;
        if (invocation?.dead !== true) work();
      };
      init.signal?.addEventListener('abort', () => end(() => reject(init.signal?.reason as Error)));
      const travel = (): number =>
        chance.whole(at, 5, 300) + (faults.strike('provider-slow', at) ? chance.whole(at, 1000, 20_000) : 0);
      scheduler.after(travel(), () => {
        if ((invocation !== undefined && this.#isDown(url.host)) || faults.strike('provider-unreachable', at))
          return end(() => reject(connectionFailed('ECONNREFUSED')));
        const call = callOf(url, method, init);
        void host(call).then((answer) => {
          this.#basis.note(() => `${at}${url.pathname} answered ${answer.status}`);
          const lost = faults.strike('provider-answer-lost', at);
          scheduler.after(travel(), () =>
            end(() =>
              lost || answer.status === 0
                ? reject(connectionFailed('ECONNRESET'))
                : resolve(responseOf(answer)),
            ),
          );
        }, reject);
      });
    });
  }
}

const connectionFailed = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';

function callOf(url: URL, method: string, { headers, body }: Init): Call {
  const isForm = body instanceof URLSearchParams;
  if (body !== undefined && body !== null && typeof body !== 'string' && !isForm)
    throw new Error('only bodies that are texts or forms are simulated');
  const text = body?.toString() ?? '';
  const request = {
    method,
    headers: { ...(isForm && { 'content-type': FORM }), ...lowerCase(headers) },
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(text);
    },
  };
  return { request: request as unknown as Call['request'], method, url, path: url.pathname };
}

/** Headers by their names in small letters. The real thing takes longer than all that is done with them. */
function lowerCase(headers: Init['headers'] = {}): Record<string, string> {
  if (headers instanceof Headers) return Object.fromEntries(headers);
  const all: Iterable<readonly (string | undefined)[]> = Array.isArray(headers)
    ? headers
    : Object.entries(headers);
  return Object.fromEntries(Array.from(all, ([name = '', value = '']) => [name.toLowerCase(), value.trim()]));
}

/** As the headers of a response, as far as the shop's code reads them. */
class AnsweredHeaders {
  readonly #all: Readonly<Record<string, string>>;

  constructor(all: Readonly<Record<string, string>>) {
    this.#all = lowerCase(all);
  }

  get(name: string): string | null {
    return this.#all[name.toLowerCase()] ?? null;
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return Object.entries(this.#all).values();
  }
}

/** What of a response the shop's code reads; the real one costs more than all that is done with it. */
function responseOf({ status, type, body, headers }: Answer): Response {
  const response = {
    status,
    ok: status >= 200 && status < 300,
    get headers() {
      return new AnsweredHeaders({ 'content-type': type, ...headers });
    },
    text: async () => body,
    json: async () => JSON.parse(body) as unknown,
    body: undefined,
  };
  return response as unknown as Response;
}
