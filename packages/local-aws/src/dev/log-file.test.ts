import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogFile, logFilesOf } from './log-file.ts';

describe('the log of the shop on a laptop', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cartless-log-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const files = () => logFilesOf(root, 4000);
  const text = (at: 0 | 1): string => (existsSync(files()[at]) ? readFileSync(files()[at], 'utf8') : '');
  const record = (n: number): string => JSON.stringify({ level: 'INFO', n });

  it('holds records and no other lines', () => {
    const log = new LogFile(files(), false);
    for (const line of ['Starting …', record(1), '{ half a', record(2)]) log.write(line);
    expect(text(1)).toBe(`${record(1)}\n${record(2)}\n`);
  });

  it('never takes more than two files', () => {
    const log = new LogFile(files(), false, 3 * (record(1).length + 1));
    for (let n = 1; n <= 8; n += 1) log.write(record(n));
    expect(text(0)).toBe([4, 5, 6].map((n) => `${record(n)}\n`).join(''));
    expect(text(1)).toBe([7, 8].map((n) => `${record(n)}\n`).join(''));
  });

  it('begins anew with each run, unless the data are kept', () => {
    new LogFile(files(), false).write(record(1));
    new LogFile(files(), true).write(record(2));
    expect(text(1)).toBe(`${record(1)}\n${record(2)}\n`);
    new LogFile(files(), false).write(record(3));
    expect(text(1)).toBe(`${record(3)}\n`);
  });
});
