/** What ties the log lines, events and answers of one cause together. `traceparent` is W3C Trace Context. */
export type Trace = Readonly<{ traceparent: string; correlationId: string }>;

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
/** Node's own, asked for at run time: browsers have none, and make no events. */
const Storage = globalThis.process?.getBuiltinModule('node:async_hooks').AsyncLocalStorage;
const current = Storage && new Storage<Trace>();

/** Runs a function, and all it calls, under a trace. */
export const withTrace = <T>(trace: Trace, run: () => T): T => (current ? current.run(trace, run) : run());

/** The trace of the running request or message; undefined outside one. */
export const currentTrace = (): Trace | undefined => current?.getStore();

const ended = new WeakSet<Trace>();

/** Says that what ran under a trace has answered. */
export const endTrace = (trace: Trace): void => void ended.add(trace);

/** Whether the request or message that this code runs for was answered: what of it is still under way comes too late. */
export function isTooLate(): boolean {
  const trace = currentTrace();
  return trace !== undefined && ended.has(trace);
}

/** Continues a caller's trace, or begins one when what the caller sent is missing or not a `traceparent`. */
export function continueTrace(traceparent: string | undefined, correlationId?: string): Trace {
  const traceId = TRACEPARENT.exec(traceparent ?? '')?.[1] ?? digits();
  return { traceparent: `00-${traceId}-${digits().slice(16)}-01`, correlationId: correlationId ?? traceId };
}

/** The 32 hexadecimal digits that name the trace. */
export const traceId = (trace: Trace): string => trace.traceparent.slice(3, 35);

/** 32 hexadecimal digits; 122 bits of them are chance. */
const digits = (): string => crypto.randomUUID().replaceAll('-', '');
