import * as z from 'zod/mini';
import { apiHandler } from './api-handler.ts';
import { readConfig } from './config.ts';
import { defineRoute } from './route.ts';

const Health = z.object({ service: z.string(), version: z.string(), stage: z.string() });

/** The route that says which version of a service answers on which stage. */
export const healthRoute = <const S extends string>(service: S) =>
  defineRoute({
    id: 'health',
    method: 'GET',
    path: `/${service}/health`,
    access: 'public',
    summary: 'Says which version of the service is running on which stage',
    success: { status: 200, description: 'The service is up', body: Health },
  });

/** Its handler; reads `SERVICE_VERSION` and `STAGE`. */
export const healthHandler = (service: string) =>
  apiHandler(healthRoute(service), () => {
    const env = readConfig(z.object({ SERVICE_VERSION: z.string(), STAGE: z.string() }));
    return { service, version: env.SERVICE_VERSION, stage: env.STAGE };
  });
