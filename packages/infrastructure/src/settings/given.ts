import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Given } from './catalogue.ts';

/** Where the settings of a stage stand. */
export const stageFile = (servicesDir: string, stage: string): string =>
  join(servicesDir, 'stages', `${stage}.yml`);

/**
 * The settings of a stage: what its file says, and what the command line says instead.
 *
 * @param params as on the command line, `name=value`
 * @throws Error when the file is no map
 */
export const givenTo = (servicesDir: string, stage: string, params: readonly string[]): Given => ({
  ...settingsIn(stageFile(servicesDir, stage)),
  ...Object.fromEntries(
    params.flatMap((param) => {
      const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(param) ?? [];
      return name === '' ? [] : [[name, value.trimEnd()]];
    }),
  ),
});

/** Maps become JSON: an environment variable is a text. */
function settingsIn(file: string): Given {
  if (!existsSync(file)) return {};
  const content: unknown = parse(readFileSync(file, 'utf8')) ?? {};
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new Error(`${file} must be a map of settings`);
  return Object.fromEntries(
    Object.entries(content)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );
}
