import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DeclaredRoute } from './expand-route.ts';

/** What a module says of itself: a route.ts its route, the handler of a queue the event types that it reads. */
export type Declared = Readonly<{ route?: DeclaredRoute; reads?: readonly string[] }>;
export type Answer = Readonly<{ declared: Record<string, Declared> } | { problem: string }>;

const PROCESS = fileURLToPath(new URL('declarations-process.ts', import.meta.url));

/**
 * Loads modules of a service and answers what each declares, by file. They are loaded in a process of their own, which
 * ends: whoever packages a service keeps neither its modules nor what they might do when loaded.
 *
 * @throws Error naming the file that cannot be loaded
 */
export async function loadDeclarations(
  files: readonly string[],
): Promise<Readonly<Record<string, Declared>>> {
  if (files.length === 0) return {};
  // What a module writes when it is loaded must not mix with the answer of a command, e.g. of `serverless print`.
  const child = fork(PROCESS, [], { execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
  const answer = await new Promise<Answer>((resolve, reject) => {
    child.once('message', (message) => {
      resolve(message as Answer);
      // It ends by that, and not before: the end of a process may be heard of before what it said.
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The modules could not be loaded (exit code ${code})`)));
    child.send(files);
  });
  if ('problem' in answer) throw new Error(answer.problem);
  return answer.declared;
}
