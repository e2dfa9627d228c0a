import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from '../emulators/child-process.ts';
import type { ServiceName } from '@cartless/domain';

/** A service that keeps ending is left alone after so many restarts in a row. */
const MAX_RESTARTS = 3;
const RESTART_PAUSE_MS = 1000;
const HEALTHY_AFTER_MS = 60_000;
/** A busy machine takes its time; whoever waits hears of it so often. */
const TELL_MS = 30_000;

/** A small young generation costs the services little speed and saves over 100 MB each. */
const SMALL_HEAP = '--max-semi-space-size=2';
/** Whoever moves the clock of the shop moves that of its services. */
const CLOCK = `--import ${new URL('shop-clock.ts', import.meta.url).href}`;
const nodeOptions = ({ CARTLESS_CLOCK: clock }: NodeJS.ProcessEnv): string =>
  clock ? `${SMALL_HEAP} ${CLOCK}` : SMALL_HEAP;

type Options = Readonly<{
  service: ServiceName;
  root: string;
  port: number;
  log: (line: string) => void;
  /** The service ended by itself; `again` says whether it is being restarted. */
  onCrash: (lastLines: readonly string[], again: boolean) => void;
}>;

/** How a service is started; `REDIS_URL` gives it a shared cache. @param env of this process */
export const offlineArguments = ({ REDIS_URL: redis }: NodeJS.ProcessEnv): readonly string[] =>
  redis ? ['offline', '--param', 'redis=yes'] : ['offline'];

/** Keeps `serverless offline` of one service running in its own folder. */
export class ServiceProcess {
  readonly #options: Options;
  #child: Child | undefined;
  #stopping = false;
  #ready = false;
  #restarts = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#start();
  }

  /** Waits until the service answers, for as long as it runs. @throws Error when it has ended */
  async ready(): Promise<void> {
    const { service, port, log } = this.#options;
    let told = Date.now();
    for (;;) {
      if (this.#child === undefined) throw new Error(`${service} did not start; see its log above`);
      const answer = await fetch(`http://127.0.0.1:${port}/${service}/health`).catch(() => undefined);
      this.#ready = answer?.ok === true;
      if (this.#ready) return;
      if (Date.now() - told > TELL_MS) {
        told = Date.now();
        log('still starting …');
      }
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#child?.stop();
  }

  #start(): void {
    const { service, root, log } = this.#options;
    const cwd = join(root, 'services', service);
    const started = Date.now();
    const child = startChild({
      command: join(cwd, 'node_modules/.bin/serverless'),
      args: offlineArguments(process.env),
      cwd,
      env: { NODE_OPTIONS: nodeOptions(process.env), MALLOC_ARENA_MAX: '2' },
      log,
    });
    this.#child = child;
    void child.ended.then(() => this.#ended(child, Date.now() - started));
  }

  #ended(child: Child, livedMs: number): void {
    this.#child = undefined;
    if (this.#stopping || !this.#ready) return;
    if (livedMs > HEALTHY_AFTER_MS) this.#restarts = 0;
    const again = this.#restarts < MAX_RESTARTS;
    this.#options.onCrash([...child.lastLines()], again);
    if (!again) return;
    this.#restarts += 1;
    setTimeout(() => {
      if (!this.#stopping) this.#start();
    }, RESTART_PAUSE_MS);
  }
}
