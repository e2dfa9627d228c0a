import { randomUUID } from 'node:crypto';
import { epochSeconds, spellOut, type UserId } from '@cartless/domain';

/** How long an access token is good for, in seconds. */
export const ACCESS_TOKEN_SECONDS = 900;

/** Signs with RSASSA-PKCS1-v1_5 and SHA-256; the private key may be out of reach of this code. */
export type Signer = Readonly<{
  keyId: string;
  /** @throws AppError SIGNING_UNAVAILABLE */
  sign(input: Uint8Array): Promise<Uint8Array>;
}>;

type Holder = Readonly<{ id: UserId; typed: Readonly<{ username: string }>; scopes: readonly string[] }>;

/** Issues the token that other services trust without asking back (RFC 9068). */
export async function issueAccessToken(
  signer: Signer,
  issuer: string,
  user: Holder,
  sessionId: string,
  at: Date,
): Promise<{ accessToken: string; tokenType: 'Bearer'; expiresIn: number }> {
  const now = epochSeconds(at);
  const header = { alg: 'RS256', typ: 'at+jwt', kid: signer.keyId };
  const claims = {
    iss: issuer,
    aud: 'cartless',
    sub: user.id,
    scope: spellOut(user.scopes).join(' '),
    username: user.typed.username,
    client_id: 'cartless',
    sid: sessionId,
    jti: randomUUID(),
    iat: now,
    nbf: now,
    exp: now + ACCESS_TOKEN_SECONDS,
  };
  const input = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}`;
  const signature = await signer.sign(Buffer.from(input));
  return {
    accessToken: `${input}.${Buffer.from(signature).toString('base64url')}`,
    tokenType: 'Bearer',
    expiresIn: ACCESS_TOKEN_SECONDS,
  };
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');
