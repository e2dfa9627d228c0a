import { describeError } from './outage.ts';

/** What came of one invocation: the handler's answer, or why there is none (thrown error, time-out, unreachable). */
export type InvokeResult = { ok: true; payload: unknown } | { ok: false; error: string };

/** Invokes one function with one event. */
export type Invoke = (event: unknown) => Promise<InvokeResult>;

/** The runtime ends a function at its time-out; this margin is for the way there and back. */
const MARGIN_MS = 2_000;

/** Invokes and never rejects: a thrown error, or no answer within the function's time-out, is a failed invocation. */
export async function invokeWithin(
  invoke: Invoke,
  event: unknown,
  timeoutSeconds: number,
): Promise<InvokeResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<InvokeResult>((resolve) => {
    const error = `the function did not answer within its time-out of ${timeoutSeconds} s`;
    timer = setTimeout(() => resolve({ ok: false, error }), timeoutSeconds * 1000 + MARGIN_MS);
    // A function that hangs must not keep a stopped process alive.
    timer.unref();
  });
  try {
    return await Promise.race([invoke(event), timeout]);
  } catch (error) {
    return { ok: false, error: describeError(error) };
  } finally {
    clearTimeout(timer);
  }
}
