import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Catalogue, type Given, KINDS, readCatalogue } from './catalogue.ts';

/** The stage of the shop on a laptop; no stage of AWS is called so. */
export const LAPTOP = 'local';

/** Where the settings of a stage stand: in the checkout, or in the folder that the variable CARTLESS_STAGES names. */
export const stageFile = (servicesDir: string, stage: string): string =>
  join(process.env['CARTLESS_STAGES'] ?? join(servicesDir, 'stages'), `${stage}.yml`);

/**
 * The settings of a stage: what the command line says, else its file, else the default for stages of its kind.
 *
 * @param params as on the command line, `name=value`
 * @throws Error when the file is no map
 */
export function givenTo(servicesDir: string, stage: string, params: readonly string[]): Given {
  const said = { ...settingsIn(stageFile(servicesDir, stage)), ...paramsIn(params) };
  return { ...defaultsOf(readCatalogue(servicesDir), said['kind']), ...said };
}

/** What the command line says, by name. What is no `name=value` the framework refuses. */
export const paramsIn = (params: readonly string[]): Given =>
  Object.fromEntries(
    params.flatMap((param) => {
      const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(param) ?? [];
      return name === '' ? [] : [[name, value.trimEnd()]];
    }),
  );

function defaultsOf({ settings }: Catalogue, said: string | undefined): Given {
  const kind = KINDS.find((known) => known === said);
  return textsOf(
    Object.entries(settings).map(([name, { default: all, defaults }]) => [
      name,
      (kind && defaults?.[kind]) ?? all ?? null,
    ]),
  );
}

function settingsIn(file: string): Given {
  if (!existsSync(file)) return {};
  const content: unknown = parse(readFileSync(file, 'utf8')) ?? {};
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new Error(`${file} must be a map of settings`);
  return textsOf(Object.entries(content));
}

/** Maps become JSON: an environment variable is a text. */
const textsOf = (entries: readonly (readonly [string, unknown])[]): Given =>
  Object.fromEntries(
    entries
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
