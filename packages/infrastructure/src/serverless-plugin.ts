import { expandService } from './expand-service.ts';
import { ownerOf } from './names.ts';
import { protect } from './protection/protect.ts';
import type { CompiledTemplate } from './protection/template.ts';

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
  /** There once the configuration is resolved. */
  service?: Readonly<{
    service: string;
    provider: Readonly<{ stage: string; compiledCloudFormationTemplate?: CompiledTemplate }>;
    custom?: Readonly<{ dataKey?: unknown; stageKey?: CompiledTemplate }>;
  }>;
}>;

/** The framework's own default. */
const TIMEOUT_SECONDS = 6;

/**
 * The Serverless plugin that writes out what the folders of a service's functions declare. It does so before variables
 * are resolved and before any command runs, so `print`, `package`, `deploy` and `offline` see the same full service. What is
 * packaged is protected at the end, in the template itself.
 * Serverless loads a plugin by its default export.
 */
export default class InfrastructurePlugin {
  /** Roles, log groups and resources are all in the template by then, and it is not yet written. */
  readonly hooks = { 'after:aws:package:finalize:mergeCustomProviderResources': () => this.protect() };
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

  /** Protects what the compiled template holds, whoever declared it. */
  protect(): void {
    const { service, classes } = this.#serverless;
    const template = service?.provider.compiledCloudFormationTemplate;
    if (service === undefined || template === undefined) return;
    const { stage } = service.provider;
    const { dataKey, stageKey } = service.custom ?? {};
    try {
      protect(template, { app: ownerOf(service.service).app, stage, dataKey, stageKey });
    } catch (error) {
      throw new classes.Error((error as Error).message, 'PROTECTION');
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
    // A stack without functions, as the event bus is, gets nothing.
    if (Object.keys(expanded.functions).length === 0) return;
    this.#serverless.extendConfiguration(['functions'], expanded.functions);
    this.#serverless.extendConfiguration(['resources', String(resources.length)], {
      Resources: expanded.resources,
    });
  }
}
