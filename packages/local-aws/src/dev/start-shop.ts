import { join } from 'node:path';
import { assertPortsFree } from '../free-ports.ts';
import { SERVICES, type ServiceName } from '@cartless/domain';
import { ownedRoutes } from '../gateway/service-routes.ts';
import { startGateway } from '../gateway/start-gateway.ts';
import { type Platform, startPlatform } from '../platform.ts';
import type { PortName, Ports } from '../ports.ts';
import { SiteBuilder } from '../site/site-builder.ts';
import { startIssuer } from './start-issuer.ts';
import { nameOf, ServicesProcess } from './services-process.ts';

export type ShopOptions = Readonly<{
  ports: Ports;
  /** The address on which the parts that people look at listen. */
  host: string;
  root: string;
  /** Keep the data between runs, in `.cartless/data`. */
  keep: boolean;
  /** Each service in a process of its own, which one that ends leaves to the others. */
  apart: boolean;
  log: (source: string, line: string) => void;
  progress: (step: string) => void;
  /** Fills the fresh tables. */
  seed: (endpoint: string) => Promise<void>;
  /** Something that the shop cannot run without has ended. */
  onFatal: (name: string, lastLines: readonly string[]) => void;
}>;

type Stoppable = Readonly<{ stop(): Promise<void> }>;
export type Shop = Stoppable & Readonly<{ url: string }>;

/**
 * Starts the whole shop: emulators and simulators, the issuer, the four services, the seed, the gateway.
 *
 * @throws Error when a port is taken or a part does not start; everything started before is stopped again
 */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { ports, host, root, log, progress } = options;
  const names: PortName[] = [
    'gateway',
    'platform',
    ...SERVICES,
    ...SERVICES.map((name) => `${name}-lambda` as const),
  ];
  await assertPortsFree(names, ports);
  const running: Stoppable[] = [];
  const stop = async (): Promise<void> => {
    for (const part of running.splice(0).toReversed()) await part.stop();
  };
  try {
    progress('emulators');
    const platform = await startEmulators(options);
    running.push(platform);
    progress('services');
    running.push(
      await startIssuer({ ports, root, log: (line) => log('platform', line), onFatal: options.onFatal }),
    );
    const services = (options.apart ? SERVICES.map((service) => [service]) : [SERVICES]).map((own) =>
      startServices(own, options),
    );
    running.push({ stop: async () => void (await Promise.all(services.map((each) => each.stop()))) });
    const site = new SiteBuilder({ root, log: (line) => log('storefront', line) });
    running.push(site);
    const ready = services.map((each) => each.ready());
    const [routes] = await Promise.all([ownedRoutes(root), site.ready(), ...ready]);
    progress('catalogue and accounts');
    await options.seed(platform.endpoints.dynamodb);
    const gateway = await startGateway({ ports, host, root, routes, log: (line) => log('shop', line) });
    running.push(gateway);
    log('shop', `gateway at ${gateway.url}`);
    return { url: gateway.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startEmulators({ ports, host, root, keep, log, onFatal }: ShopOptions): Promise<Platform> {
  return startPlatform({
    ports,
    host,
    root,
    ...(keep && { dataDir: join(root, '.cartless', 'data', String(ports.gateway)) }),
    log,
    onCrash: onFatal,
  });
}

function startServices(
  services: readonly ServiceName[],
  { ports, root, log, onFatal }: ShopOptions,
): ServicesProcess {
  return new ServicesProcess({
    services,
    root,
    ports,
    log,
    onCrash: (ended, lastLines, again) => {
      if (!again) {
        onFatal(ended ?? nameOf(services), lastLines);
        return;
      }
      const others = services.length > 1 ? 'all services are' : 'is';
      const [only] = services.length > 1 ? [ended] : services;
      const what = only === undefined ? 'the services have' : `${only} has`;
      log('shop', `${what} stopped, and ${others} started again. The last lines:`);
      for (const line of lastLines) log('shop', `  ${line}`);
    },
  });
}
