import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scopesThatOpen } from '@cartless/domain';
import { ROOT, type Service } from './serverless-yaml.ts';

export type Operation = Readonly<{
  operationId: string;
  security: readonly { accessToken?: readonly string[] }[];
  parameters: readonly { name: string; in: string }[];
}>;
/** Which function answers a route, and who may call it. */
export type Exposed = Readonly<{ id: string; access: string }>;

export const openApi = (service: Service): string =>
  readFileSync(join(ROOT, 'services', service, 'openapi.json'), 'utf8');

/** What the OpenAPI document says: who may call what, in the scopes that API Gateway asks for. */
export function documented(service: Service): Record<string, Exposed> {
  const { paths } = JSON.parse(openApi(service)) as { paths: Record<string, Record<string, Operation>> };
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, security }]) => [
        `${method.toUpperCase()} ${path}`,
        { id: operationId, access: accessOf(security) },
      ]),
    ),
  );
}

function accessOf(security: Operation['security']): string {
  const scopes = security.flatMap(({ accessToken = [] }) => accessToken);
  return scopes.length === 0 ? 'public' : scopesThatOpen(scopes).join('+');
}
