import { createHmac } from 'node:crypto';

const sign = (secret: string, text: string): string =>
  `hmac-sha256-hex=${createHmac('sha256', Buffer.from(secret.normalize('NFKD'), 'utf8'))
    .update(text)
    .digest('hex')}`;

/**
 * The headers by which a receiver knows that a webhook is the carrier's. `X-Hmac-Signature` covers the raw body;
 * `X-Hmac-Signature-V2` covers timestamp, method, path and body, so that an old call cannot be played again.
 * The time is the real one, not the simulator's, because receivers compare it with their own clock.
 */
export function signatureHeaders(
  secret: string,
  url: string,
  body: string,
  now: Date,
): Record<string, string> {
  const path = new URL(url).pathname;
  const timestamp = now.toUTCString().replace('GMT', '-0000');
  return {
    'X-Hmac-Signature': sign(secret, body),
    'X-Hmac-Signature-V2': sign(secret, `${timestamp}POST${path}${body}`),
    'X-Timestamp': timestamp,
    'X-Path': path,
  };
}
