import { currentScope } from './shared-process/service-scope.ts';
import type { PluginLog, Serverless } from './plugin/serverless-api.ts';
import type { OfflineService } from './plugin/offline-service.ts';

/**
 * The Serverless plugin that makes `serverless offline` work in a service folder by itself: emulators, resources,
 * environment, event sources and live reload. Packaging and deploying are untouched.
 *
 * It stands first in `plugins`, so that all is ready before serverless-offline starts. Serverless loads a plugin by
 * its default export.
 */
export default class LocalAwsPlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void> | void>>;
  readonly #serverless: Serverless;
  readonly #cliOptions: Readonly<Record<string, unknown>>;
  readonly #log: PluginLog;
  #service: OfflineService | undefined;

  constructor(serverless: Serverless, cliOptions: Record<string, unknown>, { log }: { log: PluginLog }) {
    this.#serverless = serverless;
    this.#cliOptions = cliOptions;
    this.#log = log;
    this.hooks = {
      initialize: () => this.#skipOtherBundler(),
      // `serverless offline` runs in one step; `offline start` is the same with a hook for each step.
      'before:offline:start': () =>
        serverless.pluginManager.spawn('offline:start', { terminateLifecycleAfterExecution: true }),
      'before:offline:start:init': () => this.#prepare(),
      'after:offline:start:init': () => this.#startSources(),
      'before:offline:start:end': () => this.#stop(),
      error: () => this.#abandon(),
    };
  }

  async #prepare(): Promise<void> {
    currentScope()?.onConfigured();
    const { OfflineService } = await import('./plugin/offline-service.ts');
    this.#service = new OfflineService(this.#serverless, this.#log);
    const service = this.#service;
    await this.#explained(() => service.prepare(this.#cliOptions));
  }

  async #startSources(): Promise<void> {
    await this.#explained(async () => this.#service?.startSources());
    currentScope()?.onStarted();
  }

  async #stop(): Promise<void> {
    await this.#service?.stop();
  }

  /** After an error the servers that serverless-offline already opened would keep the process alive. */
  async #abandon(): Promise<void> {
    if (this.#service === undefined) return;
    await this.#stop();
    setTimeout(() => process.exit(1), 1000).unref();
  }

  /** All functions are bundled here in one pass; serverless-esbuild would build and watch each on its own. */
  #skipOtherBundler(): void {
    const { hooks } = this.#serverless.pluginManager;
    const event = 'before:offline:start:init';
    hooks[event] = (hooks[event] ?? []).filter(({ pluginName }) => pluginName !== 'EsbuildServerlessPlugin');
  }

  /** Serverless shows its own errors without a stack trace. */
  async #explained(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.info((error as Error).stack ?? '');
      throw new this.#serverless.classes.Error((error as Error).message, 'LOCAL_AWS');
    }
  }
}
