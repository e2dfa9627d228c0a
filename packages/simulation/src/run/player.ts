import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Task } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const FLAGS = [
  // A history leaves much behind, all of it young.
  '--max-semi-space-size=64',
  '--stack-trace-limit=20',
  // Much of the shop runs a few times a history: it is compiled at its first call, and kept.
  '--always-sparkplug',
  '--no-lazy-feedback-allocation',
  '--no-flush-bytecode',
];

/** A process that plays histories. */
export class Player {
  readonly #worker: ChildProcess;
  #isBusy = false;

  private constructor(worker: ChildProcess) {
    this.#worker = worker;
  }

  /** Starts a process with the bundle of a shop. */
  static async start(bundle: string): Promise<Player> {
    const worker = fork(WORKER, [bundle], { execArgv: FLAGS, stdio: ['ignore', 2, 2, 'ipc'] });
    await answerOf(worker);
    return new Player(worker);
  }

  /** @throws Error while another task runs: there is one world in a process, and its answers have no names */
  async ask(task: Task): Promise<unknown> {
    if (this.#worker.exitCode !== null)
      throw new Error(`a process that played histories has ended with ${this.#worker.exitCode}`);
    if (this.#isBusy)
      throw new Error(`a process that plays histories has a task, and cannot ${task.kind} meanwhile`);
    this.#isBusy = true;
    try {
      const answer = answerOf(this.#worker);
      this.#worker.send(task);
      return await answer;
    } finally {
      this.#isBusy = false;
    }
  }

  leave(): Promise<void> {
    return new Promise((resolve) => {
      this.#worker.once('exit', () => resolve());
      this.#worker.disconnect();
    });
  }
}

/** @throws Error when the process ends instead */
const answerOf = (worker: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      worker.off('message', onMessage);
      reject(new Error(`a process that played histories ended with ${code}`));
    };
    const onMessage = (message: unknown): void => {
      worker.off('exit', onExit);
      resolve(message);
    };
    worker.once('message', onMessage);
    worker.once('exit', onExit);
  });
