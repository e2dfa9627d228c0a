import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  chosenIn,
  expandService,
  givenTo,
  ownerOf,
  parseCloudFormation,
  readCatalogue,
  secretsOn,
} from '@cartless/infrastructure';
import { SERVICES, type ServiceName } from '@cartless/domain';

export { SERVICES };
export type Service = ServiceName;

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const FOLDER = join(ROOT, 'services');
/** What a stage must be given. */
export const CATALOGUE = readCatalogue(FOLDER);
/** The settings of the example, by which services are packaged here. */
export const EXAMPLE = givenTo(FOLDER, 'example', []);

/** A part of a YAML file, as far as a test knows it. */
export type Yaml = Readonly<Record<string, unknown>>;
export type Resource = Readonly<{ Type: string; Properties: Yaml } & Record<string, unknown>>;
export type Statement = Readonly<{
  Action: string | readonly string[];
  Resource: unknown;
  Condition?: unknown;
}>;
export type LambdaFunction = Readonly<{
  handler: string;
  timeout?: number;
  iamRoleStatementsName?: string;
  iamRoleStatements?: readonly Statement[];
  environment?: Yaml;
  events?: readonly Yaml[];
}>;

type ServiceYaml = Readonly<{
  provider: Readonly<{ timeout: number }> & Yaml;
  functions: Readonly<Record<string, LambdaFunction>>;
  resources: Readonly<Record<string, Resource>>;
}>;

/**
 * A service as `serverless print` shows it: serverless.yml with its includes, and what its functions' declarations stand
 * for. Other variables of the Serverless Framework stay as they are written, and CloudFormation's functions in their
 * long form.
 */
export function readService(service: string): ServiceYaml {
  const known = services.get(service);
  if (known === undefined) throw new Error(`there is no service ${service}`);
  return known;
}

async function expand(name: string): Promise<ServiceYaml> {
  const folder = join(ROOT, 'services', name);
  const { service, provider, resources, plugins } = include('${file(serverless.yml)}', folder) as {
    service: string;
    plugins?: readonly string[];
    provider: ServiceYaml['provider'];
    resources?: readonly { Resources?: Record<string, Resource> }[];
  };
  const expands = plugins?.[0] === '@cartless/infrastructure/serverless-plugin';
  const owner = ownerOf(service);
  const secrets = secretsOn(CATALOGUE, owner.service, EXAMPLE);
  const choices = chosenIn(CATALOGUE, owner.service, EXAMPLE);
  const settings = { owner, timeout: provider.timeout, tracing: true, secrets, choices };
  const expanded = expands ? await expandService(folder, settings) : { functions: {}, resources: {} };
  const written = [resources ?? []].flat().map(({ Resources = {} }) => Resources);
  return {
    provider,
    functions: include(expanded.functions, folder) as ServiceYaml['functions'],
    resources: merge([...written, expanded.resources]),
  };
}

/** The resources of a type, by name. */
export const resourcesOf = (service: string, type: string): [string, Resource][] =>
  Object.entries(readService(service).resources).filter(([, resource]) => resource.Type.startsWith(type));

/** The function's events of a kind (`sqs`, `stream`, `httpApi` …). */
export const eventsOf = ({ events = [] }: LambdaFunction, kind: string): unknown[] =>
  events.filter((event) => kind in event).map((event) => event[kind]);

/** The resource that a reference names: `Ref`, or `Fn::GetAtt` of the attribute. */
export function target(reference: unknown, attribute?: string): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attributeOf } = (reference ?? {}) as {
    Ref?: string;
    'Fn::GetAtt'?: string[];
  };
  if (attribute === undefined) return ref;
  return attributeOf?.[1] === attribute ? attributeOf[0] : undefined;
}

/**
 * Replaces every value that is one `${file(…)}` or `${file(…):key}` by what it names. Paths are relative to the folder
 * of the service, wherever they stand.
 */
function include(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((member) => include(member, folder));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, include(member, folder)]));
  }
  const [, path, key] = /^\$\{file\(([^)]+)\)(?::([\w.]+))?\}$/.exec(withSettings(String(value))) ?? [];
  if (path === undefined) return value;
  const file = join(folder, path);
  if (!existsSync(file)) throw new Error(`${folder} includes ${path}, which is not there`);
  const parsed = parseCloudFormation(readFileSync(file, 'utf8'));
  // Only the part that is asked for is followed further: common.yml includes parts of itself.
  const part = (key?.split('.') ?? []).reduce<unknown>(
    (all, name) => (all as Yaml | undefined)?.[name],
    parsed,
  );
  return include(part, folder);
}

/** A setting of the stage may say which part of a file is taken. */
const withSettings = (text: string): string =>
  text.startsWith('${file(')
    ? text.replaceAll(/\$\{param:(\w+)\}/g, (all, name: string) => EXAMPLE[name] ?? all)
    : text;

/** Puts maps together. @throws Error when two of them have the same name, since the later would hide the earlier */
function merge<T>(maps: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const all: Record<string, T> = {};
  for (const [name, value] of maps.flatMap((map) => Object.entries(map))) {
    if (name in all) throw new Error(`${name} is declared twice`);
    all[name] = value;
  }
  return all;
}

/** All services; each that is put together asks the services' own modules in a process of its own, so that the first file of a run does it for all. */
async function expandAll(): Promise<Record<string, ServiceYaml>> {
  const kept = process.env['EXPANDED_SERVICES'];
  if (kept !== undefined && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const names = [...SERVICES, 'platform'];
  const expanded = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await expand(name)] as const)),
  );
  if (kept !== undefined) writeWhole(kept, JSON.stringify(expanded));
  return expanded;
}

/** Another file that looks at the same moment sees all of it or nothing. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

const services = new Map(Object.entries(await expandAll()));
