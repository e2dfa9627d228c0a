import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { continueTrace, pickLocale, traceId } from '@cartless/domain';
import { securityHeaders } from '@cartless/html';
import { startLocalServer } from '@cartless/local-server';
import { createProxyServer } from 'httpxy';
import type { Ports } from '../ports.ts';
import { answerPage } from './pages.ts';
import { divideRoutes, type OwnedRoute, type Service } from './service-routes.ts';

type Log = (line: string) => void;
type Options = Readonly<{
  ports: Ports;
  /** The address to listen on; loopback when it is not given. */
  host?: string;
  /** Root folder of the checkout, where the services' OpenAPI documents lie. */
  root: string;
  routes: readonly OwnedRoute[];
  /** Where the API of a service is, when it is not at the service's port. */
  apiOf?: (service: Service) => string;
  log: Log;
}>;

/**
 * Starts the one address of the local shop: API calls go on to the service that owns the path, everything else is
 * answered with the pages for developers. CloudFront does the routing on AWS.
 */
export async function startGateway(options: Options): Promise<{ url: string; stop(): Promise<void> }> {
  const { ports, host, root, routes, log } = options;
  const { apiOf = (service) => `http://127.0.0.1:${ports[service]}` } = options;
  const serviceOf = divideRoutes(routes);
  const proxy = createProxyServer({ xfwd: true });
  const forward = async (
    request: IncomingMessage,
    response: ServerResponse,
    service: Service,
  ): Promise<void> => {
    try {
      await proxy.web(request, response, { target: apiOf(service) });
    } catch {
      refuse(response, down(service), log);
    }
  };
  const server = await startLocalServer({
    name: 'gateway',
    port: ports.gateway,
    ...(host !== undefined && { host }),
    log,
    answer(call) {
      const { request, response, path } = call;
      const service = serviceOf(path);
      return service === undefined ? answerPage(call, { ports, root }) : forward(request, response, service);
    },
    refuse({ request, response }, { status }) {
      refuse(response, { status, ...REFUSALS[status][pickLocale(request.headers['accept-language'])] }, log);
    },
  });
  return {
    url: `http://localhost:${server.port}`,
    stop: async () => {
      proxy.close();
      await server.stop();
    },
  };
}

type Problem = Readonly<{ status: number; code: string; detail: string }>;

/** While a service is down or being restarted. */
const down = (service: Service): Problem => ({
  status: 503,
  code: 'SERVICE_DOWN',
  detail: `The ${service} service does not answer. Its log says why; it is started again by itself.`,
});

const REFUSALS = {
  400: {
    en: { code: 'BAD_TARGET', detail: 'The address cannot be read. Send a path whose escapes are whole.' },
    'zh-CN': { code: 'BAD_TARGET', detail: '无法识别该地址。请发送路径，并确保其中的百分号转义完整。' },
  },
  421: {
    en: {
      code: 'WRONG_HOST',
      detail: 'This shop runs on this machine alone. Call it localhost, or set CARTLESS_HOST.',
    },
    'zh-CN': {
      code: 'WRONG_HOST',
      detail: '该商城仅在本机运行。请使用 localhost 访问，或设置 CARTLESS_HOST。',
    },
  },
  500: {
    en: { code: 'GATEWAY_FAILED', detail: 'The gateway failed. Its log says why.' },
    'zh-CN': { code: 'GATEWAY_FAILED', detail: '网关出错，原因见其日志。' },
  },
} as const;

/** Answers as the functions do; the gateway's log names the trace. */
function refuse(response: ServerResponse, { status, code, detail }: Problem, log: Log): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    ...securityHeaders(),
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': '2' }),
  });
  const type = `urn:cartless:problem:${code}`;
  const { traceparent } = response.req.headers;
  const trace = traceId(continueTrace(typeof traceparent === 'string' ? traceparent : undefined));
  log(`gateway: refused ${code}, trace ${trace}`);
  response.end(JSON.stringify({ type, title: STATUS_CODES[status], status, code, detail, traceId: trace }));
}
