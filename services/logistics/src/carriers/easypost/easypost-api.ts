import { cleaned, isError } from '@cartless/domain';
import { callWith, type Secret, SecretUnavailable } from '@cartless/lambda';
import * as z from 'zod/mini';
import { callCarrier, KeyRefused, unavailable } from '../call-carrier.ts';
import { asWritten, CarrierRefused, foundWrong } from '../errors.ts';
import { Failure } from './easypost-shapes.ts';

export type EasypostSettings = Readonly<{
  /** e.g. `https://api.easypost.com/v2` */
  url: string;
  key: Secret;
}>;

type Call = Readonly<{ method: 'GET' | 'POST'; path: string; body?: unknown }>;

/** What EasyPost says about a call that it refuses. */
export type Refusal = Readonly<{ status: number; code: string; message: string }>;
export type Answer<T> = Readonly<{ ok: true; value: T } | { ok: false; refusal: Refusal }>;
export type EasypostApi = <S extends z.ZodMiniType>(
  shape: S,
  call: Call,
  signal?: AbortSignal,
) => Promise<Answer<z.infer<S>>>;

/**
 * Calls EasyPost's v2 API. The official client is not used: it weighs 349 KB and most of a function's start-up.
 * An answer that is no answer (5xx, 429, HTML, half a JSON, a closed socket, silence) is CARRIER_UNAVAILABLE.
 */
export function easypostApi({ url, key }: EasypostSettings): EasypostApi {
  return async (shape, call, signal) => {
    const ask = asking(url, shape, call, signal);
    const refused = (error: unknown): boolean => error instanceof KeyRefused;
    try {
      return await callWith(key, ask, refused);
    } catch (error) {
      if (error instanceof KeyRefused) return unavailable(error.message, error, true);
      if (isError(SecretUnavailable, error)) return unavailable('our key cannot be read', error, true);
      throw error;
    }
  };
}

const KEY_REFUSED = [401, 403];

const asking =
  <S extends z.ZodMiniType>(url: string, shape: S, { method, path, body }: Call, signal?: AbortSignal) =>
  async (key: string): Promise<Answer<z.infer<S>>> => {
    const { status, json } = await callCarrier(`${url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    if (KEY_REFUSED.includes(status)) throw new KeyRefused(`HTTP ${status}`);
    if (status >= 400) return { ok: false, refusal: refusalOf(status, json) };
    const value = z.safeParse(shape, json);
    if (!value.success) return unavailable(foundWrong('an answer of another shape'), value.error);
    return { ok: true, value: value.data };
  };

/** The value of an answer. @throws AppError CARRIER_REFUSED; CARRIER_UNAVAILABLE where our own key or account is at fault */
export function accepted<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  const { status, code, message } = answer.refusal;
  // Wrong key, no money, no such object: nothing is wrong with the parcel, so it must not be given up for that.
  if (status !== 400 && status !== 422) return unavailable(`HTTP ${status} ${code}`);
  throw CarrierRefused({ details: { reason: asWritten(cleaned(`${code} ${message}`, 300)) } });
}

function refusalOf(status: number, json: unknown): Refusal {
  const failure = z.safeParse(Failure, json);
  if (!failure.success) return unavailable(`HTTP ${status}`);
  const { code, message, errors } = failure.data.error;
  const words = [message, errors].filter((part) => part !== undefined && part !== null);
  const sentence = words.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
  return { status, code: code ?? '', message: sentence };
}
