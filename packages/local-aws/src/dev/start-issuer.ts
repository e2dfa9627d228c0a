import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Ports } from '../ports.ts';

type Options = Readonly<{
  ports: Ports;
  root: string;
  log: (line: string) => void;
  onFatal: (name: string, lastLines: readonly string[]) => void;
}>;

/**
 * Starts the platform's two functions, which say who issues tokens and show the keys. They are small and change rarely, so that they
 * run in a thread of this process instead of a fifth `serverless offline`; alone, in their own folder, they run as every service does.
 */
export async function startIssuer({
  ports,
  root,
  log,
  onFatal,
}: Options): Promise<{ stop(): Promise<void> }> {
  const worker = new Worker(new URL('issuer-worker.ts', import.meta.url), {
    workerData: { ports, root },
    stdout: true,
  });
  createInterface({ input: worker.stdout }).on('line', log);
  await once(worker, 'message');
  worker.on('error', (error) => onFatal('platform', [String(error)]));
  return { stop: async () => void (await worker.terminate()) };
}
