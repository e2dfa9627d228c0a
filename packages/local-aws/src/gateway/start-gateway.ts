import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createProxyServer } from 'httpxy';
import type { Ports } from '../ports.ts';
import { answerPage } from './pages.ts';
import { divideRoutes, type OwnedRoute, type Service } from './service-routes.ts';

type Options = Readonly<{
  ports: Ports;
  /** Root folder of the checkout, where the services' OpenAPI documents lie. */
  root: string;
  routes: readonly OwnedRoute[];
}>;

/**
 * Starts the one address of the local shop: API calls go on to the service that owns the path, everything else is
 * answered with the pages for developers. CloudFront does the routing on AWS.
 */
export async function startGateway({
  ports,
  root,
  routes,
}: Options): Promise<{ url: string; stop(): Promise<void> }> {
  const serviceOf = divideRoutes(routes);
  const proxy = createProxyServer({ xfwd: true });
  const forward = async (
    request: IncomingMessage,
    response: ServerResponse,
    service: Service,
  ): Promise<void> => {
    try {
      await proxy.web(request, response, { target: `http://127.0.0.1:${ports[service]}` });
    } catch {
      refuse(response, service);
    }
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const service = serviceOf(request.method ?? 'GET', pathname);
    void (service === undefined
      ? answerPage(request, response, { ports, root })
      : forward(request, response, service));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(ports.gateway, resolve);
  });
  return {
    url: `http://localhost:${ports.gateway}`,
    stop: () =>
      new Promise((resolve) => {
        proxy.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The answer while a service is down or being restarted. */
function refuse(response: ServerResponse, service: Service): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' });
  const detail = `The ${service} service does not answer. Its log says why; it is started again by itself.`;
  response.end(
    JSON.stringify({
      type: 'urn:cartless:problem:SERVICE_DOWN',
      title: 'Service Unavailable',
      status: 503,
      code: 'SERVICE_DOWN',
      detail,
      traceId: '',
    }),
  );
}
