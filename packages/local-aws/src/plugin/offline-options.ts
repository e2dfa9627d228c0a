import { relative } from 'node:path';
import { LOOPBACK } from '@cartless/local-server';
import { OWNERS } from '../gateway/service-routes.ts';
import { portVariable } from '../ports.ts';
import type { PortName, Ports } from '../ports.ts';
import type { TokenRules } from '../authentication/access-token.ts';
import { issuerKeys } from '../authentication/issuer-keys.ts';
import { localSigningKey, publicKeySet } from '../signing-key.ts';
import type { Serverless } from './serverless-api.ts';

/** The two ports of a service: for its HTTP API and for the Lambda API beside it. */
export interface ServicePorts {
  readonly http: PortName;
  readonly lambda: PortName;
}

/**
 * Finds a service's ports by its name in serverless.yml, e.g. `cartless-orders`.
 *
 * @throws Error when no port is set aside for a service of that name.
 */
export function servicePorts(serviceName: string): ServicePorts {
  const http = OWNERS.find((name) => serviceName === `cartless-${name}`);
  if (http !== undefined) return { http, lambda: `${http}-lambda` as PortName };
  const known = OWNERS.map((name) => `cartless-${name}`).join(', ');
  throw new Error(
    `No port is set aside for a service called ${serviceName}; known are ${known}. Add it to ports.ts.`,
  );
}

/** Tells serverless-offline, which runs the functions, where to listen and where the bundles are. */
export function setOfflineOptions(
  serverless: Serverless,
  bundleFolder: string,
  own: ServicePorts,
  ports: Ports,
): void {
  const { service, serviceDir } = serverless;
  const custom = (service.custom ??= {});
  custom['serverless-offline'] = {
    ...custom['serverless-offline'],
    host: LOOPBACK,
    // Its Lambda API takes every event from whoever calls it; at least no page may read what comes of it.
    corsAllowOrigin: `http://localhost:${ports.gateway}`,
    lambdaPort: ports[own.lambda],
    location: relative(serviceDir, bundleFolder),
    noTimeout: false,
    noSponsor: true,
    useInProcess: true,
  };
}

/**
 * Says whose tokens the local JWT check takes: the audience of the service's authorizers, and the gateway as issuer,
 * because the platform's issuer is found behind it, and tokens are signed with the checkout's own key. All routes share the issuer's keys.
 */
export function tokenRules(
  { service }: Serverless,
  root: string,
  ports: Ports,
  log: (line: string) => void,
): TokenRules {
  const authorizers = Object.values(service.provider.httpApi?.authorizers ?? {});
  const issuer = `http://localhost:${ports.gateway}`;
  return {
    issuer,
    audience: [...new Set(authorizers.flatMap(({ audience = [] }) => audience))],
    keys: issuerKeys({ issuer, localKeys: publicKeySet(localSigningKey(root)), log }),
  };
}

/**
 * The command line cannot move the ports: event sources, gateway and simulators would not follow.
 *
 * @throws Error naming the option and the variable to use instead.
 */
export function refusePortOptions(options: Readonly<Record<string, unknown>>, own: ServicePorts): void {
  for (const [option, name] of [['httpPort', own.http] as const, ['lambdaPort', own.lambda] as const]) {
    if (options[option] !== undefined) throw new Error(`Instead of --${option}, set ${portVariable(name)}.`);
  }
}
