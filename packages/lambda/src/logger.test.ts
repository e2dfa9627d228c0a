import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

/** What a fresh process writes, since the level of the tests' own logger is silent. */
function logged(script: string): Record<string, unknown>[] {
  const imports = `
    const { log } = await import(${JSON.stringify(new URL('logger.ts', import.meta.url).href)});
    const { withTrace } = await import('@cartless/domain');`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', `${imports}\n${script}`],
    {
      cwd: new URL('.', import.meta.url),
      encoding: 'utf8',
      env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'INFO' },
    },
  );
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a log line', () => {
  it('is one line of JSON with the ids of the trace', () => {
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, correlationId: 'c-1' };
    const script = `withTrace(${JSON.stringify(trace)}, () => log.info('answered', { route: 'placeOrder' }));`;
    expect(logged(script)).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'answered',
        route: 'placeOrder',
        traceId: 'a'.repeat(32),
        correlationId: 'c-1',
      }),
    ]);
  });

  it('tells of an error its stack and causes, but not the data that it carries', () => {
    const [line] = logged(`
      const cause = Object.assign(new Error('refused'), { Item: { email: 'mei@example.com' }, code: 'ECONN' });
      log.error('failed', { error: new Error('outer', { cause }) });`);
    expect(line).toMatchObject({
      level: 'ERROR',
      error: {
        message: 'outer',
        stack: expect.stringContaining('outer'),
        cause: { message: 'refused', code: 'ECONN' },
      },
    });
    expect(JSON.stringify(line)).not.toContain('mei@example.com');
  });
});
