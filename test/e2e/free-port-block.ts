import { isPortFree, readPorts } from '@cartless/local-aws';
import { freePort } from '../free-port.ts';

/** Blocks lie below the ports that the system gives to outgoing connections. */
const LOWEST = 10_000;
const BLOCKS = 800;
const BLOCK = 25;
/** Test processes of one run never try the same block. */
const WORKERS = 8;

/** The first port of a block in which a whole shop fits, with all its ports free at this moment. */
export async function freePortBlock(): Promise<number> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % WORKERS;
  for (;;) {
    const block = ((await freePort()) % (BLOCKS / WORKERS)) * WORKERS + worker;
    const base = LOWEST + block * BLOCK;
    const ports = Object.values(readPorts({ CARTLESS_PORT_BASE: String(base) }));
    if ((await Promise.all(ports.map(isPortFree))).every((free) => free)) return base;
  }
}
