import { cleaned, isError } from '@cartless/domain';
import { callWith, type Secret, SecretUnavailable } from '@cartless/lambda';
import * as z from 'zod/mini';
import { callCarrier, KeyRefused, unavailable } from '../call-carrier.ts';
import { asWritten, CarrierRefused, foundWrong } from '../errors.ts';
import { LabelAnswer, TrackResult, Verdict } from './kuaidi100-shapes.ts';
import { kuaidi100Sign } from './sign.ts';

export type Kuaidi100Access = Readonly<{
  /** For questions and subscriptions, e.g. `https://poll.kuaidi100.com`. */
  pollUrl: string;
  /** For labels, e.g. `https://api.kuaidi100.com`. */
  labelUrl: string;
  customer: string;
  key: Secret;
  secret: Secret;
  now: () => number;
}>;

type Form = Readonly<Record<string, string>>;
const OK = '200';

/** What is no word about the parcel: our key or signature, our account that has run out, and a fault of theirs. */
const FAULTS = {
  query: { keys: ['503', '600'], account: ['601'], theirs: ['501', '502'] },
  poll: { keys: ['600'], account: ['601'], theirs: ['500', '502', '503'] },
  label: { keys: ['30002', '30003'], account: ['30004'], theirs: ['-1', '500'] },
} as const satisfies Readonly<Record<string, Faults>>;

/**
 * Calls Kuaidi100: forms with a JSON `param` and a signature. An answer that is no answer is CARRIER_UNAVAILABLE, and so is one that
 * says that our account is at fault.
 */
export function kuaidi100Api(access: Kuaidi100Access) {
  const { pollUrl, labelUrl, customer, key, secret, now } = access;
  return {
    /** Where a parcel is; undefined when nothing is known of it. @throws AppError CARRIER_UNAVAILABLE */
    track: (param: object, signal: AbortSignal): Promise<TrackResult | undefined> =>
      withKeys([key], async ([theKey = '']) => {
        const text = JSON.stringify(param);
        const form = { customer, param: text, sign: kuaidi100Sign(text, theKey, customer) };
        const json = await post(`${pollUrl}/poll/query.do`, form, signal);
        const found = z.safeParse(TrackResult, json);
        if (found.success) return found.data;
        const { returnCode, message } = verdict(json, FAULTS.query);
        // 查询无结果: the courier has not seen it yet.
        if (returnCode === '500' || returnCode === '400') return undefined;
        return unavailable(cleaned(`${returnCode} ${message ?? ''}`, 200));
      }),

    /** Asks to be told of a parcel. @throws AppError CARRIER_UNAVAILABLE, CARRIER_REFUSED */
    subscribe: (param: object, signal: AbortSignal): Promise<void> =>
      withKeys([key], async ([theKey = '']) => {
        const form = { schema: 'json', param: JSON.stringify({ ...param, key: theKey }) };
        const { returnCode, message } = verdict(await post(`${pollUrl}/poll`, form, signal), FAULTS.poll);
        // 重复订阅: it was asked before, and the answer was lost.
        if (returnCode !== OK && returnCode !== '501') throw refused(returnCode, message);
      }),

    /** Does something with a label; the answer's data. @throws AppError CARRIER_UNAVAILABLE, CARRIER_REFUSED */
    label: (method: 'order' | 'cancel', param: object, signal: AbortSignal): Promise<unknown> =>
      withKeys([key, secret], async ([theKey = '', theSecret = '']) => {
        const text = JSON.stringify(param);
        const t = String(now());
        const sign = kuaidi100Sign(text, t, theKey, theSecret);
        const json = await post(
          `${labelUrl}/label/order`,
          { method, key: theKey, sign, t, param: text },
          signal,
        );
        const answer = z.safeParse(LabelAnswer, json);
        if (!answer.success) return unavailable(foundWrong('an answer of another shape'), answer.error);
        const { code, message, data } = answer.data;
        if (code === OK) return data;
        throwFault(code, message, FAULTS.label);
        throw refused(code, message);
      }),
  };
}

const post = async (url: string, form: Form, signal: AbortSignal): Promise<unknown> => {
  const { status, json } = await callCarrier(url, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(form),
    signal,
  });
  return status >= 400 ? unavailable(`HTTP ${status}`) : json;
};

type Call<T> = (values: readonly string[]) => Promise<T>;
const isRefused = (error: unknown): boolean => error instanceof KeyRefused;

/** Calls with the newest values of some secrets, and with newer ones when they are refused. */
async function withKeys<T>(secrets: readonly Secret[], call: Call<T>): Promise<T> {
  const calling = ([next, ...others]: readonly Secret[], values: readonly string[]): Promise<T> =>
    next === undefined
      ? call(values)
      : callWith(next, (value) => calling(others, [...values, value]), isRefused);
  try {
    return await calling(secrets, []);
  } catch (error) {
    if (error instanceof KeyRefused) return unavailable(asWritten(error.message), error, true);
    if (isError(SecretUnavailable, error))
      return unavailable(foundWrong('our key cannot be read'), error, true);
    throw error;
  }
}

type Faults = Readonly<Record<'keys' | 'account' | 'theirs', readonly string[]>>;
type Words = string | null | undefined;

function verdict(json: unknown, faults: Faults): z.infer<typeof Verdict> {
  const found = z.safeParse(Verdict, json);
  if (!found.success) return unavailable(foundWrong('an answer of another shape'), found.error);
  throwFault(found.data.returnCode, found.data.message, faults);
  return found.data;
}

/** @throws KeyRefused; AppError CARRIER_UNAVAILABLE, which says whether the call was turned away unread */
function throwFault(code: string, message: Words, { keys, account, theirs }: Faults): void {
  const reason = cleaned(`${code} ${message ?? ''}`, 200);
  if (keys.includes(code)) throw new KeyRefused(reason);
  if (account.includes(code)) unavailable(asWritten(reason), undefined, true);
  if (theirs.includes(code)) unavailable(asWritten(reason));
}

const refused = (code: string, message: Words) =>
  CarrierRefused({ details: { reason: asWritten(cleaned(`${code} ${message ?? ''}`, 300)) } });
