import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Manifest = Readonly<{ name: string; [kind: string]: unknown }>;

describe('the workspace', () => {
  const root = join(import.meta.dirname, '../..');
  const manifests = globSync('{packages,services}/*/package.json', { cwd: root }).map(
    (file) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest,
  );
  const needs = new Map(
    manifests.map((manifest) => [
      manifest.name,
      ['dependencies', 'devDependencies']
        .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
        .filter((name) => name.startsWith('@cartless/')),
    ]),
  );

  // Whatever follows the links of node_modules would walk around such a circle: the packager does, for minutes.
  it('has no circle of packages that need each other, not even for tests', () => {
    const circles: string[] = [];
    const walk = (name: string, path: readonly string[]): void => {
      if (path.includes(name)) circles.push([...path.slice(path.indexOf(name)), name].join(' → '));
      else for (const next of needs.get(name) ?? []) walk(next, [...path, name]);
    };
    for (const name of needs.keys()) walk(name, []);
    expect(manifests.length).toBeGreaterThan(10);
    expect([...new Set(circles)]).toEqual([]);
  });

  // A use case is given what it needs; only a handler reads its environment, and its test sets it in one way.
  it('writes the environment of functions nowhere but in setEnvironment', () => {
    const written = /process\.env(\[[^\]]+\])? = |(delete |assign\()process\.env/;
    const files = globSync('{services/*,packages/*}/{src,test,bench}/**/*.ts', { cwd: root });
    const writers = files.filter(
      (file) =>
        !file.startsWith('packages/local-aws/') && written.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(writers).toEqual(['packages/testing/src/environment.ts']);
  });
});
