import { keyIn } from '../../kit/api-key.ts';
import { ApiError } from './api-error.ts';

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";

/** Without a configured key every `sk_test_…` key is good. @throws ApiError 401 */
export function checkKey(authorization: string | undefined, secretKey: string | undefined): void {
  const given = keyIn(authorization, ['bearer', 'basic']);
  if (given === undefined) throw new ApiError(NO_KEY, { status: 401 });
  const good = secretKey === undefined ? /^sk_test_\w+$/.test(given) : given === secretKey;
  if (good) return;
  const hint = given.startsWith('sk_live_') ? ' The payment simulator never takes live keys.' : '';
  throw new ApiError(`Invalid API Key provided: ${masked(given)}.${hint}`, { status: 401 });
}

const masked = (key: string): string =>
  `${key.slice(0, 8)}${'*'.repeat(8)}${key.length > 16 ? key.slice(-4) : ''}`;
