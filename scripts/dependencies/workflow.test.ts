import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

type Workflow = {
  permissions: unknown;
  jobs: Record<string, { permissions?: unknown; steps: { uses?: string; run?: string; env?: unknown }[] }>;
};
const ROOT = join(import.meta.dirname, '../..');
const { permissions, jobs } = parse(readFileSync(join(ROOT, '.github/workflows/ci.yml'), 'utf8')) as Workflow;
const steps = Object.values(jobs).flatMap(({ steps }) => steps);

describe('the workflow', () => {
  it('runs only actions that are named by their commit, and may only read', () => {
    for (const { uses } of steps) expect(uses ?? '@'.padEnd(41, '0')).toMatch(/@[\da-f]{40}$/);
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.values(jobs).flatMap((job) => job.permissions ?? [])).toEqual([]);
  });

  it('does not pass when nobody could say what vulnerabilities are known', () => {
    expect(steps.find(({ run }) => run === 'bash .ci/run')?.env).toEqual({ AUDIT: 'required' });
    expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toMatch(/^pnpm run dependencies$/m);
  });
});
