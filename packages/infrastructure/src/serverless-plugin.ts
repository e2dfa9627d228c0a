import { expandService } from './expand-service.ts';
import { ownerOf } from './names.ts';

/** The part of the Serverless Framework that the plugin touches. */
type Serverless = Readonly<{
  serviceDir?: string;
  classes: Readonly<{ Error: new (message: string, code: string) => Error }>;
  configurationInput?: Readonly<{
    service: string;
    provider: Readonly<{ timeout?: number; tracing?: Readonly<{ lambda?: unknown }> }>;
    resources?: readonly unknown[];
  }>;
  extendConfiguration(path: readonly string[], value: unknown): void;
}>;

/** The framework's own default. */
const TIMEOUT_SECONDS = 6;

/**
 * The Serverless plugin that writes out what the folders of a service's functions declare. It does so before variables
 * are resolved and before any command runs, so `print`, `package`, `deploy` and `offline` see the same full service.
 * Serverless loads a plugin by its default export.
 */
export default class InfrastructurePlugin {
  readonly #serverless: Serverless;

  constructor(serverless: Serverless) {
    this.#serverless = serverless;
  }

  /** Called once by the framework, while a plugin may still extend the configuration. */
  async asyncInit(): Promise<void> {
    const { serviceDir, configurationInput, classes } = this.#serverless;
    if (serviceDir === undefined || configurationInput === undefined) return;
    try {
      await this.#extend(serviceDir, configurationInput);
    } catch (error) {
      throw new classes.Error((error as Error).message, 'INFRASTRUCTURE');
    }
  }

  async #extend(
    serviceDir: string,
    { service, provider, resources = [] }: NonNullable<Serverless['configurationInput']>,
  ) {
    const expanded = await expandService(serviceDir, {
      owner: ownerOf(service),
      timeout: provider.timeout ?? TIMEOUT_SECONDS,
      tracing: provider.tracing?.lambda !== undefined && provider.tracing.lambda !== false,
    });
    this.#serverless.extendConfiguration(['functions'], expanded.functions);
    this.#serverless.extendConfiguration(['resources', String(resources.length)], {
      Resources: expanded.resources,
    });
  }
}
