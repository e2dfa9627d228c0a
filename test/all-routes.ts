import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '@cartless/lambda';
import { ROOT } from './serverless-yaml.ts';

const files = globSync('services/*/src/**/route.ts', { cwd: ROOT });

/** What every service declares that it answers. */
export const ROUTES: readonly Route[] = await Promise.all(
  files.map(async (file) => ((await import(join(ROOT, file))) as { route: Route }).route),
);
