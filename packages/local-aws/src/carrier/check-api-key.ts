import { CarrierError } from './carrier-error.ts';

const WRONG =
  'The API key is missing or wrong. Send it as the user name of HTTP Basic authentication, with no password.';

/**
 * @param expected undefined takes any key, but there must be one.
 * @throws CarrierError 401
 */
export function checkApiKey(authorization: string | undefined, expected: string | undefined): void {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const key = Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] ?? '';
  if (key === '' || (expected !== undefined && key !== expected)) {
    throw new CarrierError(401, 'UNAUTHORIZED', WRONG);
  }
}
