import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { eventually } from '@cartless/eventually';

export type RedisServer = Readonly<{
  /** Kills it at once. */
  stop(): Promise<void>;
  /** Lets it hang: it takes connections and answers nothing. */
  freeze(): void;
  thaw(): void;
}>;

/** The server's program: what `REDIS_SERVER` names, else one of the usual names in PATH. */
export const findRedis = (): string | undefined =>
  [process.env['REDIS_SERVER'], 'redis-server', 'valkey-server'].find(
    (name) => name !== undefined && spawnSync(name, ['--version']).status === 0,
  );

/** Starts a server that keeps nothing on disk, and waits until it takes connections. */
export async function startRedis(program: string, port: number): Promise<RedisServer> {
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child: ChildProcess = spawn(program, flags, { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`${program} did not start on port ${port}`);
    return answers(port);
  });
  return {
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
