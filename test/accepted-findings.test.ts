import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from './serverless-yaml.ts';

describe('what linters of infrastructure find and the shop accepts', () => {
  it('has a reason, each in a line of its own', () => {
    const lines = readFileSync(join(ROOT, '.ci/checkov.yml'), 'utf8').trim().split('\n');
    const accepted = lines.slice(lines.indexOf('skip-check:') + 1);
    const checks = accepted.filter((line) => line.startsWith('  - '));
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter((line) => !/^ {2}- CKV2?_AWS_\d+$/.test(line))).toEqual([]);
    const bare = checks.filter((check) => {
      const before = accepted[accepted.indexOf(check) - 1] ?? '';
      // Two that ask for the same of the same thing may share one.
      return (
        !/^ {2}# .{30,}/.test(before) && !/^ {2}# .{30,}/.test(accepted[accepted.indexOf(check) - 2] ?? '')
      );
    });
    expect(bare).toEqual([]);
  });
});
