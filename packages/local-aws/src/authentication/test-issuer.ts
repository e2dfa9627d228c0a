import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const AUDIENCE = 'cartless';

/** A key pair under a key id. */
export interface TestKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export async function makeKey(kid: string): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return {
    kid,
    privateKey,
    publicKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
  };
}

/** Signs an access token that is valid for 15 minutes, unless the given claims or header members say otherwise. */
export function sign(
  key: TestKey,
  issuer: string,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    iss: issuer,
    aud: AUDIENCE,
    sub: 'usr_1',
    scope: 'shop',
    iat: now,
    exp: now + 900,
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'at+jwt', ...header })
    .sign(key.privateKey);
}

/** An issuer on HTTP: its keys can be changed and its requests are counted. */
export class TestIssuer {
  readonly requests: string[] = [];
  keys: readonly TestKey[] = [];
  /** What the discovery document says in place of the truth. */
  overrides: Readonly<Record<string, unknown>> = {};
  readonly #server = createServer((request, response) => {
    this.requests.push(request.url ?? '');
    const discovery = { issuer: this.url, jwks_uri: `${this.url}/.well-known/jwks.json`, ...this.overrides };
    const isKeys = request.url === '/.well-known/jwks.json';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isKeys ? { keys: this.keys.map((key) => key.jwk) } : discovery));
  });

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(keys: readonly TestKey[], port = 0): Promise<this> {
    this.keys = keys;
    await new Promise<void>((resolve) => this.#server.listen(port, resolve));
    return this;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
