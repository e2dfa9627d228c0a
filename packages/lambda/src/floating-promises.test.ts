import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

/** Runs a function whose promise floats, under a runtime that does `before` the function is loaded. */
const run = (before: string) => {
  const script = `${before}
    const { taskHandler } = await import('./index.ts');
    const handler = taskHandler('sweep', async () => {
      void Promise.reject(new Error('nobody waits for this'));
      return {};
    });
    taskHandler('another of the same service', async () => ({}));
    await handler();
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log('{"message":"went on"}');`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', script],
    { cwd: import.meta.dirname, encoding: 'utf8', env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'ERROR' } },
  );
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('{'));
  return { status, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};
const LOGGED = {
  level: 'ERROR',
  message: 'a promise was rejected and nobody waited for it',
  error: expect.objectContaining({ message: 'nobody waits for this', stack: expect.any(String) }),
};

it('a promise that nobody waited for is logged once, before the runtime ends the environment', () => {
  const runtime = `process.on('unhandledRejection', () => process.exit(129));`;
  const { status, lines } = run(runtime);
  expect(lines).toEqual([expect.objectContaining(LOGGED)]);
  expect(status).toBe(129);
});

it('it still ends a process that has no such runtime', () => {
  const { status, lines } = run('');
  expect(lines).toEqual([expect.objectContaining(LOGGED)]);
  expect(status).not.toBe(0);
});
