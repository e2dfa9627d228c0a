import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { releaseNotes } from './release-notes.ts';

function project(changelog: string): string {
  const root = mkdtempSync(join(tmpdir(), 'notes-'));
  mkdirSync(join(root, 'services/orders'), { recursive: true });
  const manifest = { name: '@cartless/orders', version: '1.10.0', private: true };
  writeFileSync(join(root, 'services/orders/package.json'), JSON.stringify(manifest));
  writeFileSync(join(root, 'services/orders/CHANGELOG.md'), changelog);
  return root;
}

describe('what is told of a release', () => {
  const root = project(
    '# Changelog\n\n## 1.10.0\n\n### Minor Changes\n\n- Something.\n\n## 1.1.0\n\n- Before.\n\n## 1.0.0\n\n- First.\n',
  );

  it('is what its changesets said, and nothing of other releases', () => {
    expect(releaseNotes(root, 'orders@1.10.0')).toBe('### Minor Changes\n\n- Something.');
    expect(releaseNotes(root, 'orders@1.1.0')).toBe('- Before.');
    expect(releaseNotes(root, 'orders@1.0.0')).toBe('- First.');
  });

  it.each([
    ['orders', /"orders" is no tag of a release/],
    ['shop@1.0.0', /"shop@1.0.0" is no tag/],
    ['orders@1.10.1', /^services\/orders\/CHANGELOG\.md says nothing of 1\.10\.1\.$/],
  ])('is not made up for %s', (tag, reason) => {
    expect(() => releaseNotes(root, tag)).toThrow(reason);
  });
});
