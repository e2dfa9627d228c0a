import { apiEvent } from '@cartless/testing/events';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { DeployedFunction } from '../build/deployment.ts';
import type { Basis } from './basis.ts';
import type { Functions } from './functions.ts';

export type Caller = Readonly<{ userId: string; scopes?: readonly string[]; sessionId?: string }>;
export type Request = Readonly<{
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** As a browser sends them: `name=value`. */
  cookies?: readonly string[];
  body?: unknown;
  caller?: Caller;
}>;

/** What a caller gets. Status 0: no answer came, and nobody knows what happened. */
export type Reply = Readonly<{
  status: number;
  headers: Readonly<Record<string, unknown>>;
  /** What a browser is told to keep: `name=value; Path=…`. */
  cookies?: readonly string[];
  body: Readonly<Record<string, unknown>>;
  code: string;
}>;

type Answered = Readonly<Record<string, unknown> & { code?: string }>;
type Place = Readonly<{ fn: DeployedFunction; method: string; path: string; parts: readonly string[] }>;
/** Where routes are, by the name of their function, and by their method and the number of parts of their path. */
type Places = Readonly<{
  named: ReadonlyMap<string, Place>;
  shaped: ReadonlyMap<string, readonly Place[]>;
}>;

/** The HTTP APIs of the services: finds the function of a route and hands it the call. */
export class Gateway {
  readonly #basis: Basis;
  readonly #functions: Functions;
  readonly #places: Places;

  constructor(basis: Basis, functions: Functions, deployed: readonly DeployedFunction[]) {
    this.#basis = basis;
    this.#functions = functions;
    this.#places = placesOf(deployed);
  }

  /** Calls a route by the name of its service and its function: `orders/placeOrder`. */
  call(name: string, request: Request = {}): Promise<Reply> {
    return this.#invoke(this.placeOf(name), request);
  }

  /** Where a route is. */
  placeOf(name: string): Place {
    const place = this.#places.named.get(name);
    if (place === undefined) throw new Error(`the shop has no route ${name}`);
    return place;
  }

  /** Calls whatever route has a method and a path, which begins with the name of the service. */
  callAt(method: string, path: string, request: Request = {}): Promise<Reply> {
    const given = path.split('/');
    const place = this.#places.shaped
      .get(shapeOf(method, given))
      ?.find(({ parts }) => parts.every((part, index) => part.startsWith('{') || part === given[index]));
    if (place === undefined) throw new Error(`the shop has no route ${method} ${path}`);
    const named = place.parts.flatMap((part, index) =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(given[index] ?? '')] as const] : [],
    );
    return this.#invoke(place, { ...request, params: Object.fromEntries(named) });
  }

  async #invoke({ fn, method, path: template }: Place, request: Request): Promise<Reply> {
    const path = template.includes('{') ? filled(template, request.params) : template;
    this.#basis.meter?.add({ httpCalls: 1 }, fn);
    const ended = await this.#functions.invoke(fn, apiEvent({ method, path, ...request }));
    if (!ended.ok) {
      this.#basis.moved(fn.name, 0, '');
      return { status: 0, headers: {}, body: {}, code: ended.why };
    }
    const {
      statusCode = 200,
      headers = {},
      cookies,
      body = '',
    } = ended.value as APIGatewayProxyStructuredResultV2;
    const json = body.startsWith('{') ? (JSON.parse(body) as Answered) : {};
    const code = statusCode < 400 ? '' : (json.code ?? '');
    this.#basis.moved(fn.name, statusCode, code);
    return { status: statusCode, headers, ...(cookies && { cookies }), body: json, code };
  }
}

/** A path with the ids that its places stand for. */
const filled = (template: string, params: Request['params']): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));

const shapeOf = (method: string, parts: readonly string[]): string => `${method} ${parts.length}`;

const known = new WeakMap<readonly DeployedFunction[], Places>();

/** The routes of a deployment, put in order once for all histories. */
function placesOf(deployed: readonly DeployedFunction[]): Places {
  const before = known.get(deployed);
  if (before !== undefined) return before;
  const all = deployed
    .flatMap((fn) =>
      fn.triggers.flatMap((trigger): Place[] => {
        if (trigger.kind !== 'call') return [];
        const { method, path } = trigger;
        return [{ fn, method, path, parts: `/${fn.service}${path}`.split('/') }];
      }),
    )
    .toSorted((a, b) => namedIn(a.parts) - namedIn(b.parts));
  const places = {
    // A function with several routes is called at the first.
    named: new Map(all.toReversed().map((place) => [`${place.fn.service}/${place.fn.name}`, place])),
    shaped: Map.groupBy(all, ({ method, parts }) => shapeOf(method, parts)),
  };
  known.set(deployed, places);
  return places;
}

/** Routes with fewer placeholders come first, as at API Gateway. */
const namedIn = (parts: readonly string[]): number => parts.filter((part) => part.startsWith('{')).length;
