import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Finds ports that nothing listens on, for tests that start servers which cannot pick a port themselves. */
export async function sparePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** Finds one such port. */
export async function sparePort(): Promise<number> {
  const [port] = await sparePorts(1);
  return port ?? sparePort();
}
