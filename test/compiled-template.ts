import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, type Yaml } from './serverless-yaml.ts';

/** Stages may be called as long as this; all names must still fit. */
export const STAGE = 'a-stage-of-20-letter';

export type Template = Readonly<{
  Resources: Readonly<Record<string, Readonly<{ Type: string; Properties: Yaml }>>>;
}>;

/** The template that a deployment of the service would hand to CloudFormation, with the settings given. */
export async function compile(service: string, params: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), `cartless-${service}-`));
  const settings = Object.entries(params).map(([name, value]) => `--param=${name}=${value}`);
  try {
    await promisify(execFile)(
      join(ROOT, 'services', service, 'node_modules/.bin/serverless'),
      ['package', '--stage', STAGE, '--package', folder, ...settings],
      {
        cwd: join(ROOT, 'services', service),
        env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
      },
    );
    return JSON.parse(
      readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8'),
    ) as Template;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The resources of a type, by logical id. */
export const ofType = ({ Resources }: Template, type: string): [string, Yaml][] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => [id, Properties]);
