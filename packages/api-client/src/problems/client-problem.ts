/** What goes wrong before a service was asked, or is told by somebody other than a service. */
export type ClientCode =
  /** API Gateway lets nobody without a good token pass. */
  | 'UNAUTHORISED'
  /** API Gateway lets no token pass that has not the scope. */
  | 'FORBIDDEN'
  /** API Gateway has too many calls to pass on. */
  | 'TOO_MANY_REQUESTS'
  /** Nothing changed since the answer whose `ETag` the caller gave as `if-none-match`. */
  | 'NOT_MODIFIED'
  /** The answer came from something between the shop and here, or cannot be read. */
  | 'UNEXPECTED_ANSWER'
  /** There was no answer within the time. Whether it was done is not known. */
  | 'TIMED_OUT'
  /** The shop was not reached, or its answer was lost. Whether it was done is not known. */
  | 'CONNECTION_FAILED';

/** Such a failure in the form of the problem details of services (RFC 9457). */
export type ClientProblem = Readonly<{
  type: string;
  title: string;
  /** 0 where there is no answer. */
  status: number;
  code: ClientCode;
  /** For people, in the language of the call. */
  detail: string;
  /** Name it when asking for help; empty where there is none. */
  traceId: string;
}>;

/** As much as all problems have in common. */
export type AnyProblem = Readonly<{
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  traceId: string;
  retryAfter?: number;
}>;
