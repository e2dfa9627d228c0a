import { globSync } from 'node:fs';
import { join } from 'node:path';
import { LOOPBACK } from '@cartless/local-server';
import type { EventSource, Invoke } from '../event-sources/index.ts';
import { assertPortsFree } from '../free-ports.ts';
import { type HttpRoute, takeRoutes } from '../http-api/routes.ts';
import { startHttpApi } from '../http-api/start-http-api.ts';
import { readPorts } from '../ports.ts';
import { releaseMemoryOnceSettled } from '../release-memory.ts';
import { provision } from '../provision/provision.ts';
import type { Provisioned } from '../provision/provision.ts';
import { connectOrStartPlatform } from '../shared-platform.ts';
import type { SharedPlatform } from '../shared-platform.ts';
import { checkoutRoot } from './checkout-root.ts';
import { checkEventTypes, functionInvoker, startEventSources } from './event-sources.ts';
import { outliveFloatingPromises } from './floating-promises.ts';
import { bundleFunctions } from './function-bundles.ts';
import { giveOwnEnvironments } from './function-environment.ts';
import { startLiveReload } from './live-reload.ts';
import { forgetAwsProfile, localiseEnvironment } from './local-environment.ts';
import { putLocalSecrets } from './local-secrets.ts';
import { refusePortOptions, servicePorts, setOfflineOptions, tokenRules } from './offline-options.ts';
import { startSchedules, takeSchedules } from './schedules.ts';
import type { Schedule } from './schedules.ts';
import type { PluginLog, Serverless, Template } from './serverless-api.ts';

const STOP_LIMIT_MS = 10_000;

/** One service running under `serverless offline`: its platform, resources, bundles and event sources. */
export class OfflineService {
  readonly #serverless: Serverless;
  readonly #log: PluginLog;
  readonly #ports = readPorts();
  readonly #root: string;
  readonly #stops: (() => Promise<unknown>)[] = [];
  #platform: SharedPlatform | undefined;
  #provisioned: Provisioned | undefined;
  #routes: readonly HttpRoute[] = [];
  #schedules: readonly Schedule[] = [];
  #stopped: Promise<void> | undefined;

  constructor(serverless: Serverless, log: PluginLog) {
    this.#serverless = serverless;
    this.#log = log;
    this.#root = checkoutRoot(serverless.serviceDir);
  }

  /** Makes everything ready that serverless-offline and the handlers read when they start. */
  async prepare(cliOptions: Readonly<Record<string, unknown>>): Promise<void> {
    const { service } = this.#serverless;
    const own = servicePorts(service.service);
    refusePortOptions(cliOptions, own);
    this.#routes = takeRoutes(service.functions);
    this.#schedules = takeSchedules(service.functions);
    checkEventTypes(service.functions);
    await assertPortsFree([own.http, own.lambda], this.#ports);
    const listening = outliveFloatingPromises(this.#log);
    this.#stops.push(async () => listening());
    process.env.TZ = 'UTC'; // As on Lambda.
    forgetAwsProfile();
    const [bundles] = await settled(
      [bundleFunctions(this.#serverless, `local-${this.#ports[own.http]}`), this.#provision()] as const,
      ([made]) => {
        if (made !== undefined) this.#stops.push(() => made.dispose());
      },
    );
    giveOwnEnvironments(this.#serverless);
    this.#stops.push(startLiveReload(bundles, configFiles(this.#serverless.serviceDir), this.#log));
    setOfflineOptions(this.#serverless, bundles.folder, own, this.#ports);
  }

  /** Starts the HTTP API and the event sources; called when serverless-offline takes invocations. */
  async startSources(): Promise<void> {
    const platform = this.#platform;
    const provisioned = this.#provisioned;
    if (platform === undefined || provisioned === undefined)
      throw new Error('prepare() comes before startSources()');
    const { http, lambda } = servicePorts(this.#serverless.service.service);
    const invokerOf = functionInvoker(this.#serverless, `http://${LOOPBACK}:${this.#ports[lambda]}`);
    const sources: readonly EventSource[] = startEventSources(this.#serverless, {
      provisioned,
      endpoints: platform.endpoints,
      invokerOf,
      checkpointDir: join(this.#root, '.cartless', 'checkpoints', String(this.#ports.control)),
      log: this.#log,
    });
    // Whoever moves the clock also says which tasks run.
    const schedules = process.env['CARTLESS_CLOCK'] ? [] : this.#schedules;
    const stopSchedules = startSchedules(schedules, invokerOf, this.#log);
    this.#stops.push(() => Promise.all([stopSchedules(), ...sources.map((source) => source.stop())]));
    await this.#startApi(this.#ports[http], invokerOf);
    releaseMemoryOnceSettled();
  }

  async #startApi(port: number, invokerOf: (key: string) => Invoke): Promise<void> {
    const { cors } = this.#serverless.service.provider.httpApi ?? {};
    const log = (line: string): void => this.#log.error(line);
    const rules = tokenRules(this.#serverless, this.#root, this.#ports, log);
    const api = await startHttpApi({
      port,
      routes: this.#routes,
      cors: typeof cors === 'object' ? cors : {},
      rules,
      invokerOf,
      log,
    });
    this.#stops.push(() => api.stop());
    this.#log.notice(`HTTP API at http://localhost:${api.port}`);
  }

  /** Ends what was started, last first, and does not wait for ever. */
  stop(): Promise<void> {
    this.#stopped ??= within(STOP_LIMIT_MS, this.#stop());
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).toReversed()) {
      try {
        await stop();
      } catch (error) {
        this.#log.error(`While stopping: ${(error as Error).message}`);
      }
    }
  }

  async #provision(): Promise<void> {
    const { service } = this.#serverless;
    const platform = await this.#connect();
    const stackName = `${service.service}-${service.provider.stage}`;
    const create = (template: Template = {}, name = stackName): Promise<Provisioned> =>
      provision(template.Resources ?? {}, platform.endpoints, {
        stackName: name,
        conditions: template.Conditions ?? {},
      });
    await create(service.custom?.localAws?.prerequisites, 'prerequisites');
    const provisioned = await create(service.resources);
    localiseEnvironment(this.#serverless, {
      root: this.#root,
      ports: this.#ports,
      endpoints: platform.endpoints,
      resolve: (value) => provisioned.resolve(value),
    });
    await putLocalSecrets(this.#serverless, platform.endpoints.parameters);
    this.#provisioned = provisioned;
  }

  async #connect(): Promise<SharedPlatform> {
    const dataDir = process.env['CARTLESS_DATA_DIR'];
    const platform = await connectOrStartPlatform({
      ports: this.#ports,
      root: this.#root,
      ...(dataDir ? { dataDir } : {}),
      log: (source, line) =>
        source === 'dynamodb' ? this.#log.info(line) : this.#log.notice(`${source}: ${line}`),
      onCrash: (name, lastLines) => this.#giveUp(name, lastLines),
    });
    this.#stops.push(() => platform.stop());
    this.#platform = platform;
    const { mailbox } = platform.endpoints;
    this.#log.notice(
      platform.owned ? `Emulators started, mailbox at ${mailbox}` : 'Using the emulators that are running',
    );
    return platform;
  }

  /** Nothing works without the emulators, so the service says which one ended and ends too. */
  #giveUp(name: string, lastLines: readonly string[]): void {
    this.#log.error(
      [`${name} has stopped; this service stops too. Its last lines:`, ...lastLines].join('\n  '),
    );
    void this.stop().finally(() => process.exit(1));
  }
}

/** Waits for both, even when one fails, so that what the other made can be undone. */
async function settled<A, B>(
  pair: readonly [Promise<A>, Promise<B>],
  undo: (values: readonly [A | undefined, B | undefined]) => void,
): Promise<readonly [A, B]> {
  const [first, second] = await Promise.allSettled(pair);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  const value = <T>(result: PromiseSettledResult<T>): T | undefined =>
    result.status === 'fulfilled' ? result.value : undefined;
  undo([value(first), value(second)]);
  const reasons = [first, second].flatMap((result) =>
    result.status === 'rejected' ? [result.reason as Error] : [],
  );
  throw new Error(reasons.map(({ message }) => message).join('\n'), { cause: reasons[0] });
}

/** Packages are not looked through: they are a hundred times as many files, and take seconds. */
function configFiles(serviceDir: string): readonly string[] {
  const exclude = (name: string): boolean => name === 'node_modules' || name.startsWith('.');
  return globSync('**/*.yml', { cwd: serviceDir, exclude }).map((name) => join(serviceDir, name));
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, limitMs)))]);
  clearTimeout(timer);
}
