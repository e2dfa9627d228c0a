import type { Access, DeclaredError } from '@cartless/domain';
import type { Page } from '@cartless/html';
import type * as z from 'zod/mini';

/** One HTTP operation, declared once: the handler, the OpenAPI document and the tests of serverless.yml read this. */
export type Route = Readonly<{
  /** The operation's id, also the function's key in serverless.yml: `placeOrder`. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In API Gateway's form: `/orders/{orderId}`. */
  path: string;
  /** API Gateway checks it, the handler again. */
  access: Access;
  /**
   * Calls a second, and at once, of all callers together, beyond which API Gateway answers 429; where nothing is said, as many as
   * the service takes (ADR 66).
   */
  throttle?: Readonly<{ rate: number; burst: number }>;
  summary: string;
  description?: string;
  params?: z.ZodMiniType;
  query?: z.ZodMiniType;
  /** Header names in lower case. */
  headers?: z.ZodMiniType;
  /** Those that a browser sends back; their names as they were set. */
  cookies?: z.ZodMiniType;
  /** A `z.strictObject`, so that unknown fields are refused; in `z.optional` when the call works without a body. */
  body?: z.ZodMiniType;
  /** The handler gets the bytes as sent, of any content type (webhooks sign them). Not together with `body`. */
  rawBody?: boolean;
  success: Readonly<{
    status: number;
    description: string;
    body?: z.ZodMiniType;
    /** Headers of the answer and what they say. */
    headers?: Readonly<Record<string, string>>;
    /** When the answer is not JSON; the body is then a string, or bytes. */
    contentType?: string;
    /** When it may be found elsewhere instead: what a 303 says, by {@link seeOther}. */
    elsewhere?: string;
    /**
     * For how many seconds anybody may keep the answer and give it to others; not given: nobody keeps it. Such an answer
     * bears an `ETag`, and asked by `If-None-Match` it is 304 while it is the same.
     */
    cacheSeconds?: number;
    /**
     * The caller alone may keep the answer, and asks each time whether it is still the same: by `If-None-Match`, with 304 while it
     * is. For what callers follow, by asking again and again.
     */
    followed?: true;
    /** Whoever does not ask for JSON gets a page for people; see {@link wantsPage}. */
    page?: true;
  }>;
  /** The errors of the use case. Those of the boundary (malformed, too large, no token …) need no mention. */
  errors?: readonly DeclaredError[];
}>;

/** Declares a route and keeps its exact types for the handler. */
export const defineRoute = <const R extends Route>(route: R): R => route;

type Parsed<S> = S extends z.ZodMiniType ? z.infer<S> : undefined;

/** What the handler of a route is given: everything parsed and checked. */
export type RequestOf<R extends Route> = Readonly<{
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  headers: Parsed<R['headers']>;
  cookies: Parsed<R['cookies']>;
  body: Parsed<R['body']>;
  rawBody: string;
}>;

type SuccessPage<R extends Route> = R['success'] extends { page: true } ? Page : never;
type SuccessBody<R extends Route> = R['success'] extends { body: infer S extends z.ZodMiniType }
  ? z.input<S>
  : R['success'] extends { contentType: string }
    ? string | Uint8Array
    : void;
type SuccessElsewhere<R extends Route> = R['success'] extends { elsewhere: string } ? Elsewhere : never;

/** What the handler of a route answers: the body alone, or with headers through {@link reply}. */
export type AnswerOf<R extends Route> =
  SuccessBody<R> | Reply<SuccessBody<R>> | SuccessPage<R> | SuccessElsewhere<R>;

/** Where an answer is found. */
export class Elsewhere {
  readonly location: string;
  constructor(location: string) {
    this.location = location;
  }
}

/** Answers that what was asked for is found at another address, which is to be asked by GET (303). */
export const seeOther = (location: string): Elsewhere => new Elsewhere(location);

/** An answer with headers and cookies of its own. */
export class Reply<Body> {
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  constructor(body: Body, headers: Readonly<Record<string, string>>, cookies: readonly string[]) {
    this.body = body;
    this.headers = headers;
    this.cookies = cookies;
  }
}

/**
 * Answers with a body and headers: `reply(order, { location: '/orders/…' })`.
 * @param cookies each as one `Set-Cookie`; API Gateway wants them apart from the headers
 */
export const reply = <Body>(
  body: Body,
  headers: Readonly<Record<string, string>>,
  cookies: readonly string[] = [],
): Reply<Body> => new Reply(body, headers, cookies);
