import { freePort } from '../free-port.ts';

/** Ports above this are given out by the system to outgoing connections, so a block there may be taken any moment. */
const HIGHEST_BASE = 30_000;
const BLOCK = 100;

/** The first port of a block in which a whole shop fits; different for every run on this machine. */
export async function freePortBlock(): Promise<number> {
  const seed = await freePort();
  return 10_000 + ((seed * BLOCK) % (HIGHEST_BASE - 10_000));
}
