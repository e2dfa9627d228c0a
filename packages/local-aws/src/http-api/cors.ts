/** What `provider.httpApi.cors` says of who may read the answers of a service. */
export interface Cors {
  readonly allowedOrigins?: readonly string[];
  readonly allowedHeaders?: readonly string[];
  readonly allowedMethods?: readonly string[];
  readonly exposedResponseHeaders?: readonly string[];
  readonly maxAge?: number;
  readonly allowCredentials?: boolean;
}

type Headers = Readonly<Record<string, string>>;

/**
 * The headers by which a page of an allowed origin may read an answer; nothing for others. Every answer has them, the ones that the
 * function never saw too.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export const readableBy = (cors: Cors, origin: string | undefined): Headers =>
  whenAllowed(cors, origin, { 'access-control-expose-headers': cors.exposedResponseHeaders?.join(',') });

/** What a preflight request is answered with, whatever its path is; no function sees it. */
export const preflight = (cors: Cors, origin: string | undefined): Headers =>
  whenAllowed(cors, origin, {
    'access-control-allow-methods': cors.allowedMethods?.join(','),
    'access-control-allow-headers': cors.allowedHeaders?.join(','),
    'access-control-max-age': cors.maxAge?.toString(),
  });

function whenAllowed(
  cors: Cors,
  origin: string | undefined,
  more: Readonly<Record<string, string | undefined>>,
): Headers {
  const all = cors.allowedOrigins?.includes('*') === true;
  if (origin === undefined || !(all || cors.allowedOrigins?.includes(origin))) return {};
  const headers = {
    'access-control-allow-origin': all ? '*' : origin,
    'access-control-allow-credentials': cors.allowCredentials === true ? 'true' : undefined,
    ...more,
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
