import type { Localized } from '@cartless/domain';
import { CarrierUnavailable, foundWrong, NOTHING_SENT } from './errors.ts';

/** A carrier's answer: what it says is JSON, whatever the status. */
export type CarrierAnswer = Readonly<{ status: number; json: unknown }>;

/** The carrier does not know our key; {@link callWith} then looks for a newer one. */
export class KeyRefused extends Error {}

/** Nobody was there to take the call. */
const NO_CONNECTION = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/**
 * Calls a carrier at the address that the stage's settings name.
 *
 * @throws AppError CARRIER_UNAVAILABLE for an answer that is no answer (5xx, 429, HTML, half a JSON, a closed socket, silence)
 */
export async function callCarrier(url: string, init: RequestInit): Promise<CarrierAnswer> {
  const response = await fetch(url, {
    ...init,
    // Its own addresses do not move: what leads elsewhere would be handed parcels and labels.
    redirect: 'error',
  }).catch((cause: unknown) =>
    unavailable(foundWrong('no connection'), cause, NO_CONNECTION.includes(codeOf(cause))),
  );
  const text = await response
    .text()
    .catch((cause: unknown) => unavailable(foundWrong('the answer broke off'), cause));
  const { status } = response;
  if (status === 429) return unavailable(`HTTP ${status}`, undefined, true);
  if (status >= 500) return unavailable(`HTTP ${status}`);
  return { status, json: parseJson(text) };
}

/**
 * @param reason in every language; a bare text is one that needs none, such as `HTTP 502`
 * @param nothingSent whether the carrier cannot have done anything
 */
export function unavailable(reason: string | Localized, cause?: unknown, nothingSent = false): never {
  throw CarrierUnavailable({ details: { reason, ...(nothingSent && NOTHING_SENT) }, cause });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return unavailable(foundWrong('an answer that is no JSON'), cause);
  }
}

/** The reason of a connection that failed lies below what `fetch` throws, one for each address that was tried. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; errors?: readonly { code?: string }[] } };
  return cause?.code ?? cause?.errors?.[0]?.code ?? '';
}
