import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseCloudFormation } from './cloudformation-yaml.ts';
import { camelCase } from './names.ts';

/** A folder of a service with a `function.yml`: one Lambda function. */
export type FunctionFolder = Readonly<{
  /** The function's key, from the folder's name: `placeOrder`. */
  key: string;
  /** Within the service: `src/ordering/place-order`. */
  path: string;
  /** Its `route.ts`, when it answers calls. */
  route: string | undefined;
  handler: string;
}>;

/**
 * Finds the functions of a service, at whatever depth below `src` they lie.
 * @throws Error when two folders have the same name, since a function is named after its folder
 */
export function functionFolders(serviceDir: string): FunctionFolder[] {
  const files = globSync('src/**/function.yml', { cwd: serviceDir }).toSorted();
  const folders = files.map((file) => folderAt(serviceDir, dirname(file)));
  for (const [index, { key, path }] of folders.entries()) {
    const other = folders.findIndex((one) => one.key === key);
    if (other !== index) throw new Error(`${folders[other]?.path} and ${path} would be one function, ${key}`);
  }
  return folders.toSorted((a, b) => a.key.localeCompare(b.key));
}

function folderAt(serviceDir: string, path: string): FunctionFolder {
  const route = join(serviceDir, path, 'route.ts');
  return {
    key: camelCase(basename(path)),
    path: path.replaceAll('\\', '/'),
    route: existsSync(route) ? route : undefined,
    handler: join(serviceDir, path, 'handler.ts'),
  };
}

/** What a function.yml holds, under the function's key. @throws Error when the key is not that of the folder */
export function readFunctionFile(serviceDir: string, { key, path }: FunctionFolder): Record<string, unknown> {
  const file = `${path}/function.yml`;
  const content = (parseCloudFormation(readFileSync(join(serviceDir, file), 'utf8')) ?? {}) as Record<
    string,
    Record<string, unknown> | null
  >;
  const keys = Object.keys(content);
  if (keys.length !== 1 || keys[0] !== key)
    throw new Error(`${file} must hold the function ${key}, after its folder, and nothing else`);
  return content[key] ?? {};
}
