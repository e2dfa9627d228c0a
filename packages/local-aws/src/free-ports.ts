import { createServer } from 'node:net';
import { portVariable } from './ports.ts';
import type { PortName, Ports } from './ports.ts';

/* The loopback addresses and the wildcards: another program may hold the port on any one of them. */
const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** Tells whether no program on this machine listens at the port. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of HOSTS) if (!(await canListen(port, host))) return false;
  return true;
}

/**
 * Checks that the named ports are free.
 *
 * @throws Error with one line per taken port, naming it and the variables that move it.
 */
export async function assertPortsFree(names: readonly PortName[], ports: Ports): Promise<void> {
  const checks = await Promise.all(
    names.map(async (name) => ({ name, free: await isPortFree(ports[name]) })),
  );
  const taken = checks.filter(({ free }) => !free).map(({ name }) => takenPort(name, ports));
  if (taken.length > 0) throw new Error(taken.join('\n'));
}

/** The sentence for a port that another program holds. */
export const takenPort = (name: PortName, ports: Ports): string =>
  `${ports[name]} for ${name} is taken; set ${portVariable(name)} or CARTLESS_PORT_BASE`;

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
