import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { familyOf } from './processes.ts';

/** Where a process listens. */
export type Listener = Readonly<{ address: string; port: number }>;

const LISTEN = '0A';

/** Every TCP address on which a process and all below it listen, as Linux tells it in /proc. */
export function listenersOf(pid: number): Listener[] {
  const sockets = new Set(familyOf(pid).flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && sockets.has(inode ?? ''))
      .map(([, local = '']) => parseAddress(local)),
  );
}

/** The inodes of the sockets that a process holds. */
function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
      return inode ?? [];
    });
  } catch {
    return []; // It has ended meanwhile, or closed the file.
  }
}

/** `0100007F:0FA0` is 127.0.0.1:4000: words of four bytes, each with its last byte first. */
function parseAddress(text: string): Listener {
  const [hex = '', port = ''] = text.split(':');
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].toReversed());
  const mapped = bytes.length === 16 && bytes.slice(0, 12).join() === '0,0,0,0,0,0,0,0,0,0,255,255';
  const address =
    bytes.length === 4 || mapped ? bytes.slice(-4).join('.') : Buffer.from(bytes).toString('hex');
  return { address: /^0{31}1$/.test(address) ? '::1' : address, port: Number.parseInt(port, 16) };
}
