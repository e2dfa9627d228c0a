import { dirname } from 'node:path';
import { ACCESS_LOG_FORMAT } from './access-log.ts';
import { expandService, type Watches, watchResources } from './expand-service.ts';
import type { Throttle } from './expand-route.ts';
import { madeResources } from './made-resources.ts';
import { ownerOf } from './names.ts';
import { keepData } from './protection/keep-data.ts';
import { protect } from './protection/protect.ts';
import { placeIn } from './regions/index.ts';
import { placeOf, type Place } from './regions/place.ts';
import type { Provider } from './ask-aws.ts';
import { replicasGiven, secretsGiven } from './given-parameters.ts';
import type { CompiledTemplate } from './protection/template.ts';
import { type Catalogue, chosenIn, type Given, readCatalogue } from './settings/catalogue.ts';
import { fixedParameters } from './settings/fixed-parameters.ts';
import { givenTo, LAPTOP } from './settings/given.ts';
import { refuseIncomplete } from './settings/refuse-incomplete.ts';
import { secretParameters } from './settings/secret-parameters.ts';
import { secretsOn } from './settings/secrets-on.ts';
import { reserve } from './reserve.ts';
import { takeOutSpareDependencies } from './spare-dependencies.ts';
import { throttleRoutes } from './throttle-routes.ts';

/** The part of the Serverless Framework that the plugin touches. */
type Serverless = Readonly<{
  serviceDir?: string;
  classes: Readonly<{ Error: new (message: string, code: string) => Error }>;
  processedInput: Readonly<{
    commands: readonly string[];
    options: Readonly<{
      stage?: string;
      param?: readonly string[];
      region?: string;
      'aws-profile'?: string;
      help?: boolean;
    }>;
  }>;
  configurationInput?: Readonly<{
    service: string;
    provider: Readonly<{ stage?: string; timeout?: number; tracing?: Readonly<{ lambda?: unknown }> }>;
    resources?: readonly unknown[];
    custom?: Readonly<{ watches?: Watches }>;
  }>;
  extendConfiguration(path: readonly string[], value: unknown): void;
  getProvider?(name: 'aws'): Provider & Readonly<{ naming: Readonly<{ getStackName(): string }> }>;
  /** There once the configuration is resolved. */
  service?: Readonly<{
    service: string;
    provider: {
      readonly stage: string;
      readonly compiledCloudFormationTemplate?: CompiledTemplate;
      stackParameters?: unknown;
    };
    custom?: Readonly<{ dataKey?: unknown; stageKey?: CompiledTemplate }>;
  }>;
}>;
type Configuration = NonNullable<Serverless['configurationInput']>;

/** The framework's own default. */
const TIMEOUT_SECONDS = 6;

/**
 * The Serverless plugin that gives a service the settings of its stage, and writes out what the folders of its functions
 * declare. It does so before variables are resolved and before any command runs, so `print`, `package`, `deploy` and
 * `offline` see the same full service. A stage that lacks a setting, or a secret when it is to be deployed, is refused
 * there. What is packaged is protected at the end, in the template itself. Serverless loads a plugin by its default export.
 */
export default class InfrastructurePlugin {
  /** Roles, log groups and resources are all in the template by then, and it is not yet written. */
  readonly hooks = {
    'after:aws:package:finalize:mergeCustomProviderResources': () => this.protect(),
    'before:aws:deploy:deploy:updateStack': () => this.giveParameters(),
    'before:remove:remove': () => this.emptyBuckets(),
  };
  readonly #serverless: Serverless;
  /** Of routes, by their keys; known when the configuration is extended, and put into the template at the end. */
  #throttles: Readonly<Record<string, Throttle>> = {};
  #settings: Given = {};
  /** Of a stage of several regions, which of them is meant. */
  #place: Place | undefined;

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
      throttleRoutes(template, this.#throttles, Number(this.#settings['throttleScale'] ?? 1));
      const { app } = ownerOf(service.service);
      const protectIt = () => {
        protect(template, { app, stage, dataKey, stageKey });
        keepData(template, this.#settings);
      };
      if (this.#place === undefined) protectIt();
      else placeIn(template, { app, stage, place: this.#place, isGround: stageKey !== undefined }, protectIt);
      takeOutSpareDependencies(template);
    } catch (error) {
      throw new classes.Error((error as Error).message, 'PROTECTION');
    }
  }

  /** What nobody knows before, or may see in a file or template, is given to CloudFormation at the last moment: secrets, and where replicas are. */
  async giveParameters(): Promise<void> {
    const { service, classes } = this.#serverless;
    const template = service?.provider.compiledCloudFormationTemplate;
    const provider = this.#serverless.getProvider?.('aws');
    if (service === undefined || template === undefined || provider === undefined) return;
    try {
      const { stage } = service.provider;
      const owner = ownerOf(service.service);
      // Loaded by deployments alone: clients of the SDK take longer to load than the rest of the plugin.
      const { askAws } = await import('./ask-aws.ts');
      const aws = askAws(provider);
      const given = [
        ...(await secretsGiven(aws, secretParameters(template, owner, stage))),
        ...(await replicasGiven(aws, template, { owner, stage, place: this.#place })),
      ];
      if (given.length > 0) service.provider.stackParameters = given;
    } catch (error) {
      throw new classes.Error((error as Error).message, 'PARAMETER');
    }
  }

  /** CloudFormation deletes no bucket that holds something. What is in those of a person's own stage is that person's, who removes it. */
  async emptyBuckets(): Promise<void> {
    const { classes } = this.#serverless;
    const provider = this.#serverless.getProvider?.('aws');
    if (this.#settings['kind'] !== 'personal' || provider === undefined) return;
    try {
      const { emptyBuckets } = await import('./empty-buckets.ts');
      await emptyBuckets(await provider.getAwsSdkV3Config(), provider.naming.getStackName());
    } catch (error) {
      throw new classes.Error((error as Error).message, 'BUCKETS');
    }
  }

  async #extend(
    serviceDir: string,
    { service, provider, resources = [], custom }: Configuration,
  ): Promise<void> {
    const servicesDir = dirname(serviceDir);
    const catalogue = readCatalogue(servicesDir);
    const given = this.#given(servicesDir, provider);
    this.#settings = given;
    await this.#refuseIncomplete(catalogue, given, service, provider);
    this.#place = placeOf(given, this.#serverless.processedInput.options.region);
    this.#serverless.extendConfiguration(['params'], { default: given });
    const made = await madeResources(serviceDir, { given, servicesDir });
    if (made !== undefined)
      this.#serverless.extendConfiguration(['resources', String(resources.length + 1)], { Resources: made });
    const owner = ownerOf(service);
    const choices = chosenIn(catalogue, owner.service, given);
    for (const [name, value] of choices.flatMap(({ local = {} }) => Object.entries(local)))
      this.#serverless.extendConfiguration(['custom', 'localAws', 'environment', name], value);
    const expanded = await expandService(serviceDir, {
      choices,
      owner,
      timeout: provider.timeout ?? TIMEOUT_SECONDS,
      tracing: provider.tracing?.lambda !== undefined && provider.tracing.lambda !== false,
      secrets: secretsOn(catalogue, owner.service, given),
    });
    const watched = custom?.watches === undefined ? {} : watchResources(owner, custom.watches);
    this.#throttles = expanded.throttles;
    const fixed = fixedParameters(catalogue, owner, this.#stage(provider), given);
    const all = { ...expanded.resources, ...watched, ...fixed };
    if (Object.keys(all).length === 0) return;
    if (expanded.hasRoutes)
      this.#serverless.extendConfiguration(['provider', 'logs'], { httpApi: { format: ACCESS_LOG_FORMAT } });
    this.#serverless.extendConfiguration(
      ['functions'],
      reserve(expanded.functions, owner, given['reserved']),
    );
    this.#serverless.extendConfiguration(['resources', String(resources.length)], { Resources: all });
  }

  #stage({ stage }: Configuration['provider']): string {
    const { commands, options } = this.#serverless.processedInput;
    return commands[0] === 'offline' ? LAPTOP : (options.stage ?? stage ?? 'dev');
  }

  #given(servicesDir: string, provider: Configuration['provider']): Given {
    return givenTo(servicesDir, this.#stage(provider), this.#serverless.processedInput.options.param ?? []);
  }

  async #refuseIncomplete(
    catalogue: Catalogue,
    given: Given,
    name: string,
    provider: Configuration['provider'],
  ): Promise<void> {
    const { commands, options } = this.#serverless.processedInput;
    if (options.help === true) return;
    // `deploy list` looks only; `deploy function` sends settings too.
    const deploying = commands[0] === 'deploy' && commands[1] !== 'list';
    const { param: params = [] } = options;
    const where = { stage: this.#stage(provider), region: options.region };
    await refuseIncomplete(
      { catalogue, given, params, names: [name], deploying, ...where },
      async (...asked) => {
        const { storedSecrets } = await import('./settings/stored-secrets.ts');
        const region = where.region ?? given['region'];
        const profile = options['aws-profile'];
        return storedSecrets({ ...(region && { region }), ...(profile && { profile }) })(...asked);
      },
    );
  }
}
