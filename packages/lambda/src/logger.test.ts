import { describe, expect, it } from '@jest/globals';
import { linesOf } from '../test/fresh-process.ts';

/** What a process writes that runs the script with the logger at work. */
const logged = (script: string) =>
  linesOf(
    `const { log } = await import('./logger.ts');
     const { withTrace } = await import('@cartless/domain');
     ${script}`,
    { POWERTOOLS_LOG_LEVEL: 'INFO', SERVICE_VERSION: '1.2.3' },
  );

describe('a log line', () => {
  it('is one line of JSON with the ids of the trace', () => {
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, correlationId: 'c-1' };
    const script = `withTrace(${JSON.stringify(trace)}, () => log.info('answered', { route: 'placeOrder' }));`;
    expect(logged(script)).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'answered',
        version: '1.2.3',
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
