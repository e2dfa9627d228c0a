import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { NotThroughEdge } from '../boundary-errors.ts';
import { log } from '../logger.ts';
import { provenBy, type Secret } from '../secrets/secret.ts';

/** The header with which the edge proves that it is the edge; CloudFront sets it as a header of its origin. */
export const PROOF_HEADER = 'x-cartless-edge';
/** The viewer's address, as the function at the edge writes it; what a viewer sends under this name it replaces. */
const VIEWER_HEADER = 'x-cartless-viewer';

/** The edge before an API, and the secret by which it proves itself; two values hold while one takes the place of the other. */
export type Edge = Readonly<{
  proof: Secret;
  /** Refuses calls that do not come through it. */
  only: boolean;
}>;

type ApiEvent = Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>;

/**
 * The address that a call comes from, as far as it can be believed: the viewer's when the edge proved itself, else that of
 * whoever connected to API Gateway. Nothing that a caller can write (`X-Forwarded-For`, `Forwarded`) counts.
 *
 * @param edge undefined on a stage without one
 * @throws AppError NOT_THROUGH_EDGE when calls have to come through the edge, SECRET_UNAVAILABLE
 */
export async function clientAddress(event: ApiEvent, edge: Edge | undefined): Promise<string> {
  const connected = event.requestContext.http.sourceIp;
  if (edge === undefined) return connected;
  if (!(await isProven(event.headers[PROOF_HEADER], edge))) {
    if (edge.only) throw NotThroughEdge();
    return connected;
  }
  const viewer = addressIn(event.headers[VIEWER_HEADER]);
  if (viewer === undefined) log.warn('the edge does not say who calls', { header: VIEWER_HEADER });
  return viewer ?? connected;
}

async function isProven(shown: string | undefined, { proof }: Edge): Promise<boolean> {
  if (!shown) return false;
  const digest = sha256(shown);
  // By digests of one length, so that the time taken says nothing of what is compared.
  return provenBy(proof, (value) => timingSafeEqual(sha256(value), digest));
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** One address, with no port: IPv4, or IPv6 without brackets. */
function addressIn(header: string | undefined): string | undefined {
  const address = header?.trim() ?? '';
  return isIP(address) === 0 ? undefined : address;
}
