import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { readMarkedLine } from './marked-line.ts';

/** What two services do in one process; it is a process of its own, because it is changed as a whole. */
const PROGRAM = `
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { inScope, shareProcess, tellEnd } from ${JSON.stringify(new URL('service-scope.ts', import.meta.url).href)};
const exit = shareProcess();
process.env.KNOWN = 'to all';
let running = 2;
for (const service of ['users', 'orders']) {
  const onExit = (code) => {
    console.log('exit ' + code);
    tellEnd(scope);
    if ((running -= 1) === 0) exit(7);
  };
  const scope = { service, env: { ...process.env }, onConfigured() {}, onStarted() {}, onExit };
  inScope(scope, async () => {
    Object.assign(process.env, { NAME: service, COUNT: 1 });
    const server = createServer((request, response) => {
      process.stdout.write('asked ');
      response.end(process.env.NAME);
    }).listen(0, '127.0.0.1');
    await sleep(50);
    const { port } = server.address();
    const answer = await (await fetch('http://127.0.0.1:' + port)).text();
    console.log(JSON.stringify([answer, process.env.NAME, process.env.COUNT, process.env.KNOWN, 'NAME' in process.env]));
    delete process.env.NAME;
    console.error(String(Object.keys(process.env).includes('NAME')));
    process.exit(service === 'users' ? 0 : 3);
  });
}
console.log('nobody has ' + process.env.NAME);
`;

test('services of one process have an environment, lines and an exit of their own', async () => {
  const failed = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROGRAM]);
  const { code, stdout, stderr } = await failed.then(
    () => ({ code: 0, stdout: '', stderr: '' }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
  const linesOf = (service: string | undefined, text: string): string[] =>
    text
      .trimEnd()
      .split('\n')
      .map(readMarkedLine)
      .filter((line) => line.service === service)
      .map(({ line, ends }) => (ends ? 'has ended' : line));
  for (const [service, exit] of [
    ['users', 0],
    ['orders', 3],
  ] as const) {
    expect(linesOf(service, stdout)).toEqual([
      `asked ["${service}","${service}","1","to all",true]`,
      `exit ${exit}`,
      'has ended',
    ]);
    expect(linesOf(service, stderr)).toEqual(['false']);
  }
  expect(linesOf(undefined, stdout)).toEqual(['nobody has undefined']);
  expect(code).toBe(7);
});
