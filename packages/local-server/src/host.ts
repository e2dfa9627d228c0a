import { isIP } from 'node:net';

/** The address that nobody but this machine reaches. */
export const LOOPBACK = '127.0.0.1';

/**
 * Reads from the environment on which address the parts that people look at listen: `CARTLESS_HOST`, loopback when it is not set.
 *
 * @throws Error when the value is no address.
 */
export function readHost(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const host = env['CARTLESS_HOST'] ?? LOOPBACK;
  if (isIP(host) !== 0) return host;
  throw new Error(
    `CARTLESS_HOST is "${host}", which is not an address. Set it to one of this machine's, to 0.0.0.0 for all of them, or unset it.`,
  );
}

/** Whether only this machine reaches an address. */
export const isLoopback = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address);

/**
 * Whether a `Host` header can be that of somebody who means this machine: `localhost`, a name below it, or an address. Other names
 * may have been made to mean this machine by a page that wants to read its answers.
 */
export function namesThisMachine(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d*$/, '');
  const address = /^\[(.+)\]$/.exec(name)?.[1] ?? name;
  return /^([\w-]+\.)*localhost$/.test(name) || isIP(address) !== 0;
}

/** Whether a browser says that a call comes from a page which is not on this machine. */
export const isForeignOrigin = (origin: string | undefined): boolean =>
  origin !== undefined && !(URL.canParse(origin) && namesThisMachine(new URL(origin).host));
