import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Call, type LocalServer, startLocalServer } from '@cartless/local-server';
import type { TokenRules } from '../authentication/access-token.ts';
import { authorizeRequest } from '../authentication/authorize-request.ts';
import type { GatewayAuthorizer } from '../authentication/gateway-claims.ts';
import { headerValues } from '../authentication/raw-headers.ts';
import type { Invoke } from '../event-sources/index.ts';
import { type Cors, preflight, readableBy } from './cors.ts';
import { answerOf, type HttpAnswer, told } from './http-answer.ts';
import { proxyEvent } from './proxy-event.ts';
import { type HttpRoute, routeFinder } from './routes.ts';

/** The largest body that API Gateway takes, in bytes. */
const BODY_LIMIT = 10 * 1024 * 1024;

export interface HttpApiOptions {
  readonly port: number;
  readonly routes: readonly HttpRoute[];
  readonly cors: Cors;
  /** What the tokens of the JWT authorizer must fit to. */
  readonly rules: TokenRules;
  readonly invokerOf: (key: string) => Invoke;
  readonly log: (line: string) => void;
}

/** Starts the HTTP API of a service: routes, JWT authorizer, CORS and events as API Gateway has them. */
export async function startHttpApi(options: HttpApiOptions): Promise<LocalServer> {
  const { port, cors, log } = options;
  const answer = answerer(options);
  return startLocalServer({
    name: 'HTTP API',
    port,
    log,
    async answer(call) {
      const { origin } = call.request.headers;
      if (call.request.method === 'OPTIONS') {
        const headers = { vary: 'Origin', ...preflight(cors, origin) };
        send(call.response, { status: 204, headers, body: '' });
        return;
      }
      const { headers, ...rest } = await answer(call);
      send(call.response, { ...rest, headers: { ...headers, ...readableBy(cors, origin) } });
    },
    refuse({ request, response }, { status }) {
      const message =
        status === 500 ? 'Internal Server Error' : status === 400 ? 'Bad Request' : 'Misdirected Request';
      send(response, told(status, message, readableBy(cors, request.headers.origin)));
    },
  });
}

function answerer({ routes, rules, invokerOf }: HttpApiOptions) {
  const find = routeFinder(routes);
  return async (call: Call): Promise<HttpAnswer> => {
    const { request } = call;
    const found = find(request.method ?? '', call.path);
    if (found === undefined) return told(404, 'Not Found');
    const authorizer = await authorize(request, found.route.scopes, rules);
    if (authorizer !== undefined && 'status' in authorizer) return authorizer;
    const body = await readBody(request);
    if (body === undefined) return told(413, 'Request Entity Too Large', { connection: 'close' });
    return answerOf(await invokerOf(found.route.key)(proxyEvent(request, call, found, body, authorizer)));
  };
}

async function authorize(
  { rawHeaders }: IncomingMessage,
  scopes: readonly string[] | undefined,
  rules: TokenRules,
): Promise<GatewayAuthorizer | HttpAnswer | undefined> {
  if (scopes === undefined) return undefined;
  const decision = await authorizeRequest(headerValues(rawHeaders, 'authorization'), scopes, rules);
  if (decision.status === 200) return decision.authorizer;
  const { status, message, challenge } = decision;
  return told(status, message, challenge === undefined ? {} : { 'www-authenticate': challenge });
}

/** @returns undefined for a body over the limit; what comes after it is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Ended early, the request stays whole enough to be answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    ...(body.length > 0 && { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(body);
}
