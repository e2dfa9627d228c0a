import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

describe('what tests put into temporary folders', () => {
  it('lies in the folder of their run', () => {
    expect(basename(tmpdir())).toMatch(/^cartless-tests-/);
  });

  it('is gone when the run is over', () => {
    const run = `
      const [{ default: begin }, { default: end }] = await Promise.all([
        import('./global-setup.mts'),
        import('./global-teardown.mts'),
      ]);
      await begin();
      const { mkdtempSync } = await import('node:fs');
      const { tmpdir } = await import('node:os');
      console.log(mkdtempSync(tmpdir() + '/left-'));
      await end();`;
    const left = execFileSync(process.execPath, ['--input-type=module', '--eval', run], {
      cwd: import.meta.dirname,
      env: { ...process.env, EMULATORS: 'none' },
      encoding: 'utf8',
    }).trim();
    expect(dirname(dirname(left))).toBe(tmpdir());
    expect([existsSync(left), existsSync(join(left, '..')), existsSync(tmpdir())]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
