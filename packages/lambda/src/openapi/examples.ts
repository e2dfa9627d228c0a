/** What somebody sends and is answered, as it really looks. */
export type RouteExample = Readonly<{
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, unknown>>;
  cookies?: Readonly<Record<string, unknown>>;
  /** What is sent. */
  body?: unknown;
  /** What is answered. */
  answer?: unknown;
}>;

/** The examples of a service, by the ids of its routes. */
export type Examples = Readonly<Record<string, RouteExample>>;
