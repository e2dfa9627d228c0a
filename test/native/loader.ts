import { readFileSync, statSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NUMBER, readable } from './stack.ts';

/** Modules of libraries are loaded once for a process, the project's own anew for each file of tests, under its number. */
const LIBRARIES = '/node_modules/';
const GLOBALS = '@jest/globals';

const globalsOf = new Map<string, Readonly<Record<string, unknown>>>();
/** Sources without their types, by file. */
const stripped = new Map<string, Readonly<{ changed: number; source: string }>>();
let files = 0;

const numberIn = (url: string | undefined): string | undefined => url?.split(NUMBER)[1];

function withoutTypes(file: string): string {
  const changed = statSync(file).mtimeMs;
  const known = stripped.get(file);
  if (known?.changed === changed) return known.source;
  const source = stripTypeScriptTypes(readFileSync(file, 'utf8'));
  stripped.set(file, { changed, source });
  return source;
}

registerHooks({
  resolve(specifier, context, next) {
    const number = numberIn(context.parentURL);
    if (number === undefined) return next(specifier, context);
    if (specifier === GLOBALS) return { url: `${GLOBALS}:${number}`, format: 'module', shortCircuit: true };
    const found = next(specifier, context);
    const isOwn = found.url.startsWith('file:') && !found.url.includes(LIBRARIES);
    return isOwn ? { ...found, url: `${found.url}${NUMBER}${number}` } : found;
  },
  load(url, context, next) {
    if (url.startsWith(`${GLOBALS}:`)) {
      const number = url.slice(GLOBALS.length + 1);
      return { format: 'module', source: exporting(number), shortCircuit: true };
    }
    if (numberIn(url) === undefined || !/\.m?ts\?/.test(url)) return next(url, context);
    return { format: 'module', source: withoutTypes(fileURLToPath(url)), shortCircuit: true };
  },
});

declare global {
  var globalsOfTests: typeof globalsOf;
}
Object.defineProperty(globalThis, 'globalsOfTests', { value: globalsOf, configurable: false });

const exporting = (number: string): string =>
  `const globals = globalThis.globalsOfTests.get('${number}');\n${Object.keys(globalsOf.get(number) ?? {})
    .map((name) => `export const ${name} = globals.${name};`)
    .join('\n')}`;

/** Loads a file of tests. @param globals what it gets from `@jest/globals` */
export async function importForFile(
  file: string,
  globals: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  files += 1;
  const number = String(files);
  globalsOf.clear();
  globalsOf.set(number, globals);
  try {
    return await import(`${pathToFileURL(file).href}${NUMBER}${number}`);
  } catch (error) {
    readable(error);
    throw error;
  }
}
