import type { paths } from '../generated/schema.ts';
import type { ClientProblem } from '../problems/client-problem.ts';

/** The methods that routes have. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that have a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

/** One operation of the shop: what goes in and out. */
export type OperationOf<M extends Method, P extends PathOf<M>> =
  paths[P] extends Record<M, infer Operation> ? Operation : never;

/** How an answer is read, when not by its content type: JSON as what it says, all else as a text. */
type Kinds = { text: string; blob: Blob; arrayBuffer: ArrayBuffer; stream: ReadableStream<Uint8Array> };
export type ParseAs = keyof Kinds;

/** How one call is made; what is left out is as the client was told. */
export type CallOptions = Readonly<{
  /** Ends the call. The promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long one try may take, in milliseconds. */
  timeoutMs?: number | undefined;
  /** How often it is tried, the first time included. */
  tries?: number | undefined;
  /** Says that doing it twice does no harm, so that it is repeated also when nobody knows whether it was done. */
  repeatable?: boolean | undefined;
  /** The language of this answer. */
  locale?: string | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}>;

type ReadonlyDeep<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> } : T;
type ParamsOf<Operation> = Operation extends { parameters: infer Params } ? ReadonlyDeep<Params> : object;
type Content<Body> = { content: { 'application/json': Body } };

/** What an operation wants, each part needed or not as the route says. */
type Wanted<Operation> = Readonly<
  (object extends ParamsOf<Operation> ? { params?: ParamsOf<Operation> } : { params: ParamsOf<Operation> }) &
    (Operation extends { requestBody: Content<infer Body> }
      ? { body: ReadonlyDeep<Body> }
      : Operation extends { requestBody?: Content<infer Body> }
        ? { body?: ReadonlyDeep<Body> }
        : object)
>;

/** Parameters, body and options of a call. */
export type InitOf<Operation> = Wanted<Operation> & CallOptions;

/** The arguments after the path: none are needed where the operation needs none. */
export type Rest<Operation, More = object> =
  object extends Wanted<Operation> ? [init?: InitOf<Operation> & More] : [init: InitOf<Operation> & More];

type Success = 200 | 201 | 202 | 204;
type Responses<Operation> = Operation extends { responses: infer All } ? All : never;
type Json<Answer> = Answer extends { content: infer Contents }
  ? Contents extends { 'application/json': infer Body }
    ? Body
    : Contents[keyof Contents]
  : undefined;

/** What an operation answers. */
export type DataOf<Operation, How = undefined> = How extends ParseAs
  ? Kinds[How]
  : {
      [S in keyof Responses<Operation> & Success]: Json<Responses<Operation>[S]>;
    }[keyof Responses<Operation> & Success];

type Problem<Answer> = Answer extends { content: { 'application/problem+json': infer Body } }
  ? Extract<Body, { code: string }>
  : never;

/** Everything that can go wrong with an operation, discriminated by `code`. */
export type ProblemOf<Operation> = (
  Problem<Responses<Operation>[keyof Responses<Operation>]> | ClientProblem
) &
  Readonly<{
    /** In how many seconds it may be tried again, when the shop says so. */
    retryAfter?: number;
  }>;

/** What a call comes to: `data`, or an `error` that says by its `code` why not. */
export type Result<Data, Problem> =
  | Readonly<{ data: Data; error?: undefined; response: Response }>
  | Readonly<{ data?: undefined; error: Problem; response?: Response | undefined }>;

/** Makes calls of one method: `get('/products/{productId}', { params: { path: { productId } } })`. */
export type Call<M extends Method> = <P extends PathOf<M>, How extends ParseAs | undefined = undefined>(
  path: P,
  ...rest: Rest<OperationOf<M, P>, Readonly<{ parseAs?: How }>>
) => Promise<Result<DataOf<OperationOf<M, P>, How>, ProblemOf<OperationOf<M, P>>>>;
