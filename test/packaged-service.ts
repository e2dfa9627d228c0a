import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { CATALOGUE, EXAMPLE, ROOT, type Yaml } from './serverless-yaml.ts';

/** As long as a stage may be called; all names must still fit. */
export const STAGE = 'a-stage-'.padEnd(CATALOGUE.longestStage ?? 0, 'x');

export type Template = Readonly<{
  Parameters?: Readonly<Record<string, Readonly<{ Default?: unknown }>>>;
  Resources: Readonly<Record<string, Readonly<{ Type: string; Properties: Yaml }>>>;
}>;
/** What a deployment of a service would hand to AWS: the template, and the code of its functions by their keys. */
export type Packaged = Readonly<{
  template: Template;
  code: ReadonlyMap<string, string>;
  /** The names of all files in the archive of each function. */
  files: ReadonlyMap<string, readonly string[]>;
}>;

/** Packages a service by the settings of the example. @param params more of them */
export async function packageService(
  service: string,
  params: Readonly<Record<string, string>> = {},
): Promise<Packaged> {
  const folder = mkdtempSync(join(tmpdir(), `cartless-${service}-`));
  const stages = mkdtempSync(join(tmpdir(), 'cartless-stages-'));
  const settings = Object.entries({ ...EXAMPLE, ...params }).map(
    ([name, value]) => `${name}: ${/^[{[]/.test(value) ? value : JSON.stringify(value)}`,
  );
  writeFileSync(join(stages, `${STAGE}.yml`), settings.join('\n'));
  try {
    await promisify(execFile)(
      join(ROOT, 'services', service, 'node_modules/.bin/serverless'),
      ['package', '--stage', STAGE, '--package', folder],
      {
        cwd: join(ROOT, 'services', service),
        env: {
          ...process.env,
          CARTLESS_STAGES: stages,
          SLS_TELEMETRY_DISABLED: '1',
          SLS_NOTIFICATIONS_MODE: 'off',
        },
      },
    );
    const template = readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
    const zips = globSync(join(folder, '*.zip')).map(
      (zip) => [basename(zip, '.zip'), filesIn(readFileSync(zip))] as const,
    );
    return {
      template: JSON.parse(template) as Template,
      code: new Map(zips.map(([key, files]) => [key, files.map(({ text }) => text).join('\n')])),
      files: new Map(zips.map(([key, files]) => [key, files.map(({ name }) => name)])),
    };
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(stages, { recursive: true });
  }
}

/** The resources of a type, by logical id. */
export const ofType = ({ Resources }: Template, type: string): [string, Yaml][] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => [id, Properties]);

const END = 0x06_05_4b_50;

/** All files of a zip. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
function filesIn(zip: Buffer): Readonly<{ name: string; text: string }>[] {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== END) end -= 1;
  let entry = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, size] = [zip.readUInt16LE(entry + 10), zip.readUInt32LE(entry + 20)];
    const local = zip.readUInt32LE(entry + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const nameEnd = entry + 46 + zip.readUInt16LE(entry + 28);
    const name = zip.toString('utf8', entry + 46, nameEnd);
    entry = nameEnd + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
    const data = zip.subarray(start, start + size);
    return { name, text: (method === 0 ? data : inflateRawSync(data)).toString('utf8') };
  });
}
