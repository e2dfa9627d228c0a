import type { Cors } from '../http-api/cors.ts';
import type { TemplateResources } from '../provision/template.ts';

/** One entry of a function's `events`: an object with the event's type as its only key. */
export type FunctionEvent = Readonly<Record<string, unknown>>;

export type Environment = Record<string, unknown>;

export interface FunctionDefinition {
  readonly handler: string;
  readonly name: string;
  readonly timeout?: number;
  environment?: Environment;
  events?: FunctionEvent[];
}

export interface Template {
  readonly Resources?: TemplateResources;
  readonly Conditions?: Readonly<Record<string, unknown>>;
}

/** What `custom.localAws` in serverless.yml may hold. */
export interface LocalAwsSettings {
  /** Resources of other stacks that this service stands on, created first. */
  readonly prerequisites?: Template;
  /** Values that environment variables have locally; `{orders}` becomes a port, `{signingKey}` the private key. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Which pages may read the answers on a laptop, in the place of `provider.httpApi.cors.allowedOrigins`. */
  readonly allowedOrigins?: readonly string[];
}

interface Custom {
  readonly localAws?: LocalAwsSettings;
  readonly esbuild?: Readonly<Record<string, unknown>>;
  'serverless-offline'?: Record<string, unknown>;
}

type Hook = () => Promise<void> | void;

/** What `provider.httpApi.authorizers` says of whose tokens a service takes. */
export interface JwtAuthorizer {
  readonly audience?: string | readonly string[];
}

/** The part of the Serverless Framework (v3 API) that the plugin touches. */
export interface Serverless {
  readonly serviceDir: string;
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly service: {
    readonly service: string;
    readonly provider: {
      readonly stage: string;
      readonly timeout?: number;
      readonly httpApi?: {
        readonly authorizers?: Readonly<Record<string, JwtAuthorizer>>;
        readonly cors?: boolean | Cors;
      };
      environment?: Environment;
    };
    readonly resources?: Template;
    readonly functions: Readonly<Record<string, FunctionDefinition>>;
    custom?: Custom;
  };
  readonly pluginManager: {
    readonly hooks: Record<string, { readonly pluginName: string; readonly hook: Hook }[]>;
    spawn(command: string, options: { readonly terminateLifecycleAfterExecution: boolean }): Promise<void>;
  };
}

export interface PluginLog {
  notice(line: string): void;
  info(line: string): void;
  error(line: string): void;
}
