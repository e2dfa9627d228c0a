import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from './serverless-yaml.ts';

type Workspace = Readonly<{ catalog: Record<string, string>; nodeVersion: string; engineStrict: boolean }>;

it('is the Node by which an install judges packages, and refuses them', () => {
  const text = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
  const { catalog, nodeVersion, engineStrict } = parse(text) as Workspace;
  expect(nodeVersion).toBe(catalog['node']);
  expect(process.versions.node).toBe(nodeVersion);
  expect(engineStrict).toBe(true);
});
