import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@cartless/domain';
import { type Child, startChild } from '../emulators/child-process.ts';
import type { Ports } from '../ports.ts';
import { readMarkedLine } from '../shared-process/marked-line.ts';

/** Services that keep ending are left alone after so many restarts in a row. */
const MAX_RESTARTS = 3;
const RESTART_PAUSE_MS = 1000;
const HEALTHY_AFTER_MS = 60_000;
/** A busy machine takes its time; whoever waits hears of it so often. */
const TELL_MS = 30_000;

const PROGRAM = fileURLToPath(new URL('../shared-process/offline-services.ts', import.meta.url));
/** A small young generation costs the services little speed and saves over 100 MB. */
const SMALL_HEAP = '--max-semi-space-size=8';
/** esbuild keeps what it built of all services; beyond this it collects its garbage more often, as Go does by `GOMEMLIMIT`. */
const ESBUILD_MEMORY = '420MiB';
/** Whoever moves the clock of the shop moves that of its services. */
const CLOCK = `--import ${new URL('shop-clock.ts', import.meta.url).href}`;
const nodeOptions = ({ CARTLESS_CLOCK: clock }: NodeJS.ProcessEnv): string =>
  clock ? `${SMALL_HEAP} ${CLOCK}` : SMALL_HEAP;

type Options = Readonly<{
  /** Those that run in it. */
  services: readonly ServiceName[];
  root: string;
  ports: Ports;
  log: (source: ServiceName | 'shop', line: string) => void;
  /** The process ended by itself; `ended` names the service that was the reason, where one was, and `again` says whether all in it are being restarted. */
  onCrash: (ended: string | undefined, lastLines: readonly string[], again: boolean) => void;
}>;

/** How a service is started; `REDIS_URL` gives it a shared cache. @param env of this process */
export const offlineArguments = ({ REDIS_URL: redis }: NodeJS.ProcessEnv): readonly string[] =>
  redis ? ['offline', '--param', 'redis=yes'] : ['offline'];

/** What a process is called by what runs in it. */
export const nameOf = (services: readonly ServiceName[]): string =>
  services.length === 1 ? services.join() : 'the process of the services';

/** Keeps `serverless offline` of some services running, in one process beside this one. */
export class ServicesProcess {
  readonly #options: Options;
  #child: Child | undefined;
  #stopping = false;
  #ready = false;
  #restarts = 0;
  /** The service that has said that it ends. */
  #ended: string | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#start();
  }

  /** Waits until all services answer, for as long as they run. @throws Error when one has ended */
  async ready(): Promise<void> {
    await Promise.all(this.#options.services.map((service) => this.#answers(service)));
    this.#ready = true;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#child?.stop();
  }

  async #answers(service: ServiceName): Promise<void> {
    const { ports, log } = this.#options;
    let told = Date.now();
    for (;;) {
      if (this.#child === undefined)
        throw new Error(`${this.#ended ?? nameOf(this.#options.services)} did not start; see its log above`);
      const health = `http://127.0.0.1:${ports[service]}/${service}/health`;
      const answer = await fetch(health).catch(() => undefined);
      if (answer?.ok === true) return;
      if (Date.now() - told > TELL_MS) {
        told = Date.now();
        log(service, 'still starting …');
      }
      await sleep(100);
    }
  }

  #start(): void {
    const { services, root } = this.#options;
    const started = Date.now();
    this.#ended = undefined;
    const child = startChild({
      command: process.execPath,
      args: [PROGRAM, join(root, 'services'), services.join(), ...offlineArguments(process.env)],
      cwd: root,
      env: {
        NODE_OPTIONS: nodeOptions(process.env),
        MALLOC_ARENA_MAX: '2',
        GOMEMLIMIT: ESBUILD_MEMORY,
        TZ: 'UTC',
      },
      log: (line) => this.#log(line),
    });
    this.#child = child;
    void child.ended.then(() => this.#restart(child, Date.now() - started));
  }

  #log(text: string): void {
    const { service, line, ends } = readMarkedLine(text);
    if (ends) this.#ended = service;
    else this.#options.log((service as ServiceName | undefined) ?? 'shop', line);
  }

  #restart(child: Child, livedMs: number): void {
    this.#child = undefined;
    if (this.#stopping || !this.#ready) return;
    if (livedMs > HEALTHY_AFTER_MS) this.#restarts = 0;
    const again = this.#restarts < MAX_RESTARTS;
    const lines = child
      .lastLines()
      .map(readMarkedLine)
      .filter(({ ends }) => !ends)
      .map(({ service, line }) => (service === undefined ? line : `${service}: ${line}`));
    this.#options.onCrash(this.#ended, lines, again);
    if (!again) return;
    this.#restarts += 1;
    setTimeout(() => {
      if (!this.#stopping) this.#start();
    }, RESTART_PAUSE_MS);
  }
}
