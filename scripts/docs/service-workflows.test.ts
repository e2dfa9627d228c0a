import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { deployedPaths, serviceWorkflows } from './service-workflows.ts';
import { staleFiles } from './generated.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the workflows that deploy', () => {
  it('are those that the imports of the services ask for', () => {
    expect([...staleFiles(ROOT, new Map(serviceWorkflows(ROOT))).keys()]).toEqual([]);
  });

  it('start for what a service imports, also through another package, and for nothing of another service', () => {
    const paths = deployedPaths(ROOT, 'users');
    expect(paths).toEqual(
      expect.arrayContaining(['packages/mailer/**', 'packages/html/**', 'services/users/**']),
    );
    expect(paths.filter((path) => /packages\/(cache|testing|storefront|simulators)\//.test(path))).toEqual(
      [],
    );
    expect(paths.filter((path) => /services\/(orders|logistics)\//.test(path))).toEqual([]);
    expect(deployedPaths(ROOT, 'logistics')).toContain('packages/cache/**');
  });
});
