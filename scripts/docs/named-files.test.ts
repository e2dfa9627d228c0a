import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const PATHS = /`((?:src|test|infra|bench|services|packages|scripts|docs)\/[\w./@-]+)`/g;

describe('a document', () => {
  const documents = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && !file.endsWith('CHANGELOG.md') && existsSync(file));

  it('names only files that there are', () => {
    const missing = documents.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(PATHS)]
        .map(([, path = '']) => path)
        .filter((path) => ![dirname(file), '.'].some((base) => existsSync(join(base, path))))
        .map((path) => `${file} names ${path}`),
    );
    expect(documents.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });
});
