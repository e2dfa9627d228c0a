import { setTimeout as sleep } from 'node:timers/promises';
import { claimControl, readStatus, watchOwner } from './control-server.ts';
import type { Endpoints } from './control-server.ts';
import { takenPort } from './free-ports.ts';
import { bootPlatform } from './platform.ts';
import type { Platform, PlatformOptions } from './platform.ts';

/** Whoever holds the control port and says nothing for so long is another program, and not a platform of a busy machine. */
const SILENCE_LIMIT_MS = 90_000;
const POLL_MS = 150;

export interface SharedPlatform extends Platform {
  /** True when this process booted the platform; others lose it when this process ends. */
  readonly owned: boolean;
}

/**
 * Uses the platform that another process of this checkout runs, or boots it in this process. Processes that start at
 * the same moment end up sharing one; who finds it starting waits for as long as it does. When the process that runs it goes away, `onCrash` is called with `platform`.
 *
 * @throws Error when the control port belongs to another checkout or another program, or the platform cannot boot.
 */
export async function connectOrStartPlatform(options: PlatformOptions): Promise<SharedPlatform> {
  const { ports, root } = options;
  let heardAt = Date.now();
  let refusals = 0;
  for (;;) {
    const status = await readStatus(ports.control);
    if (status === 'silent') {
      if (Date.now() - heardAt > SILENCE_LIMIT_MS) throw new Error(takenPort('control', ports));
      continue;
    }
    heardAt = Date.now();
    if (status === 'nobody') {
      const control = await claimControl(ports.control, root);
      if (control !== undefined) return { ...(await bootPlatform(control, options)), owned: true };
      // Taken between the question and the claim, or held by a program that refuses connections.
      refusals += 1;
      if (refusals > 20) throw new Error(takenPort('control', ports));
    } else if (status === 'stranger') {
      throw new Error(takenPort('control', ports));
    } else if (status.checkout !== root) {
      throw new Error(`${takenPort('control', ports)} (the shop at ${status.checkout} uses it)`);
    } else if (status.endpoints !== null) {
      return connected(status.pid, status.endpoints, options);
    }
    await sleep(POLL_MS);
  }
}

function connected(pid: number, endpoints: Endpoints, options: PlatformOptions): SharedPlatform {
  const unwatch = watchOwner(options.ports.control, () =>
    options.onCrash('platform', [`The process ${pid} that ran the emulators has stopped.`]),
  );
  return {
    endpoints,
    owned: false,
    async stop() {
      unwatch();
    },
  };
}
