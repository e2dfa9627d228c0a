import { ApiError } from './api-error.ts';

/**
 * Checks the secret key of an API call, as a bearer token or, like `curl -u key:`, as a user name. Without a configured
 * key every `sk_test_…` key is good.
 *
 * @throws ApiError 401.
 */
export function checkKey(authorization: string | undefined, secretKey: string | undefined): void {
  const given = keyIn(authorization ?? '');
  if (given === '') {
    const message =
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";
    throw new ApiError(message, { status: 401 });
  }
  const good = secretKey === undefined ? /^sk_test_\w+$/.test(given) : given === secretKey;
  if (good) return;
  const hint = given.startsWith('sk_live_') ? ' The payment simulator never takes live keys.' : '';
  throw new ApiError(`Invalid API Key provided: ${masked(given)}.${hint}`, { status: 401 });
}

function keyIn(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return '';
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}

const masked = (key: string): string =>
  `${key.slice(0, 8)}${'*'.repeat(8)}${key.length > 16 ? key.slice(-4) : ''}`;
