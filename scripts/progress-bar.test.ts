import { describe, expect, it } from '@jest/globals';
import { progressBar } from './progress-bar.ts';

function shown(isTTY: boolean, steps: readonly number[]) {
  const written: string[] = [];
  let at = 0;
  const bar = progressBar({ isTTY, write: (text: string) => written.push(text) }, () => (at += 1000));
  for (const done of steps) bar(done, 1000, 'events');
  return written;
}

describe('a progress bar', () => {
  it('moves in one line of a terminal', () => {
    expect(shown(true, [0, 500, 1000])).toEqual([
      `\r${'░'.repeat(30)}   0 % · 0/1000 events\u001b[K`,
      `\r${'█'.repeat(15)}${'░'.repeat(15)}  50 % · 500/1000 events\u001b[K`,
      `\r${'█'.repeat(30)} 100 % · 1000/1000 events\u001b[K`,
    ]);
  });

  it('is a line at every twentieth where the output is no terminal', () => {
    const everyTen = Array.from({ length: 101 }, (_, i) => i * 10);
    const lines = shown(false, everyTen);
    expect(lines).toHaveLength(21);
    expect(lines.slice(0, 2)).toEqual(['  0 % · 0/1000 events\n', '  5 % · 50/1000 events\n']);
  });

  it('writes no line for what is only shown beside', () => {
    const written: string[] = [];
    const bar = progressBar({ write: (text: string) => written.push(text) });
    for (let second = 0; second <= 100; second += 1) bar(second, 100, 's', `: paid ${second}`);
    expect(written).toHaveLength(21);
    expect(written[1]).toBe('  5 % · 5/100 s: paid 5\n');
  });

  it('is full when there is nothing to do', () => {
    const written: string[] = [];
    progressBar({ write: (text: string) => written.push(text) })(0, 0, 'events');
    expect(written).toEqual(['100 % · 0/0 events\n']);
  });
});
