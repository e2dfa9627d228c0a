import type { InvokeResult } from '../event-sources/index.ts';

/** The runtime ends a function at its time-out; this margin is for the way there and back. */
const MARGIN_MS = 5000;

/**
 * Makes a function that invokes one Lambda through serverless-offline's Lambda API. It never rejects: a thrown error,
 * a time-out or an unreachable runtime is an answer with `ok: false`.
 */
export function lambdaInvoker(
  lambdaUrl: string,
  functionName: string,
  timeoutSeconds: number,
): (event: unknown) => Promise<InvokeResult> {
  const url = `${lambdaUrl}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
  return async (event) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(timeoutSeconds * 1000 + MARGIN_MS),
      });
      return readAnswer(response, await response.text());
    } catch (error) {
      const { name, message, cause } = error as Error;
      if (name === 'TimeoutError') return { ok: false, error: `no answer within ${timeoutSeconds} s` };
      return { ok: false, error: cause instanceof Error ? `${message}: ${cause.message}` : message };
    }
  };
}

function readAnswer(response: Response, text: string): InvokeResult {
  const payload = parsed(text);
  if (response.ok && !response.headers.has('x-amz-function-error')) return { ok: true, payload };
  const { errorMessage, Message, message } = (payload ?? {}) as Readonly<Record<string, string | undefined>>;
  const reason = errorMessage ?? Message ?? message ?? text;
  return { ok: false, error: reason === '' ? `HTTP ${response.status}` : reason };
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
