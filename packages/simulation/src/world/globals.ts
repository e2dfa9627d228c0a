// The only time, timers and chance that code of the shop can see. Imported before everything else.
import './real-time.ts';
import nodeCrypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import pauses from 'node:timers/promises';
import zlib from 'node:zlib';
import { currentInvocation } from './running.ts';
import { world } from './world-now.ts';

const RealDate = Date;

/** Functions have clocks of their own, which may be wrong; whatever is outside of them knows what time it is. */
const now = (): number => {
  const { scheduler, clockStepMs } = world();
  const invocation = currentInvocation();
  return invocation === undefined ? scheduler.now : scheduler.now + invocation.container.skewMs + clockStepMs;
};

class SimulatedDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(now());
    else super(...(given as [number]));
  }
  static override now(): number {
    return now();
  }
}

type Timer = { cancel: () => void };
type Run = (...values: unknown[]) => void;

/** A call waits for it. */
const startTimer = (run: Run, ms = 0, ...values: unknown[]): Timer => timerOf(run, ms, values, true);

/** Nobody waits for it: it looks whether something else takes too long. */
const startWatch = (run: Run, ms = 0, ...values: unknown[]): Timer => timerOf(run, ms, values, false);

function timerOf(run: Run, ms: number, values: unknown[], isAwaited: boolean): Timer {
  const invocation = currentInvocation();
  const waiting = isAwaited ? invocation : undefined;
  if (waiting !== undefined) waiting.container.waiting += 1;
  let open = true;
  const close = (): void => {
    if (open && waiting !== undefined) waiting.container.waiting -= 1;
    open = false;
  };
  // What waits for a promise goes on where it began to wait: in its call, and under its trace.
  const { promise, resolve } = Promise.withResolvers<void>();
  void promise.then(() => run(...values));
  const cancel = world().scheduler.after(ms, () => {
    close();
    if (invocation?.dead !== true) resolve();
  });
  const timer = {
    cancel: () => {
      close();
      cancel();
    },
    unref: () => timer,
    ref: () => timer,
    hasRef: () => true,
    [Symbol.toPrimitive]: () => 0,
  };
  return timer;
}

const stopTimer = (timer: Timer | undefined): void => timer?.cancel?.();

const pause = (ms?: number, value?: unknown): Promise<unknown> =>
  new Promise((resolve) => startTimer(() => resolve(value), ms));

/** One for all: most of them come when nobody listens any more, and to make one costs more than a call. */
const TOO_LONG = new DOMException('it took too long', 'TimeoutError');

function signalAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  startWatch(() => controller.abort(TOO_LONG), ms);
  return controller.signal;
}

const randomFill = <T extends ArrayBufferView>(view: T): T => {
  world().draw(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return view;
};
const randomBytes = (size: number): Buffer => randomFill(Buffer.alloc(size));

const sixteen = Buffer.alloc(16);

function randomUUID(): string {
  world().draw(sixteen);
  sixteen[6] = ((sixteen[6] ?? 0) & 0x0f) | 0x40;
  sixteen[8] = ((sixteen[8] ?? 0) & 0x3f) | 0x80;
  const hex = sixteen.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function randomInt(from: number, to?: number): number {
  const [least, end] = to === undefined ? [0, from] : [from, to];
  return least + (randomBytes(6).readUIntBE(0, 6) % (end - least));
}

const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;

Object.assign(globalThis, {
  Date: SimulatedDate,
  setTimeout: startTimer,
  clearTimeout: stopTimer,
  setInterval: () => {
    throw new Error('nothing of the shop runs by the clock of its process');
  },
  fetch: (url: string | URL | Request, init?: RequestInit) => world().fetch(url, init),
});
Math.random = random;
performance.now = now;
AbortSignal.timeout = signalAfter;
Object.assign(globalThis.crypto, { getRandomValues: randomFill, randomUUID });
Object.assign(nodeCrypto, { randomBytes, randomUUID, randomInt });
// Middy's, for the time that a function may take.
Object.assign(timers, { setTimeout: startWatch, clearTimeout: stopTimer });
Object.assign(pauses, { setTimeout: pause });
// By another thread it takes longer, and time stands still meanwhile.
type Packed = (error: null, bytes: Buffer) => void;
Object.assign(zlib, {
  gzip: (bytes: Uint8Array, done: Packed) => done(null, zlib.gzipSync(bytes)),
  gunzip: (bytes: Uint8Array, done: Packed) => done(null, zlib.gunzipSync(bytes)),
});
syncBuiltinESMExports();

const realEnvironment = process.env;
Object.defineProperty(process, 'env', {
  get: () => currentInvocation()?.fn.environment ?? realEnvironment,
});
