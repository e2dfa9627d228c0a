import type { Protection } from '../protection.ts';

const CHECKS = 'packages/local-aws/src/authentication/access-token.ts';
const TESTS = 'packages/local-aws/src/authentication/authorize-request.test.ts';

/** V9 and V10: access tokens, as API Gateway checks them and `packages/local-aws` too. */
export const TOKENS: readonly Protection[] = [
  {
    items: '9.1.1',
    file: CHECKS,
    remove: 'const { payload } = await jwtVerify(token, rules.keys, {',
    without:
      "const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());\n    void ({",
    tests: TESTS,
    named: 'refuses a token whose claims were changed after signing',
  },
  ...['refuses an unsigned token with alg "%s"', 'refuses HS256 with the public key as the secret'].map(
    (named) => ({
      items: '9.1.2',
      file: CHECKS,
      remove:
        '  checkHeader(token);\n  const now = rules.now ?? new Date();\n  const claims = await verifySignature(token, rules, now);\n',
      without:
        "  const now = rules.now ?? new Date();\n  const claims =\n    readHeader(token).alg === 'RS256'\n      ? await verifySignature(token, rules, now)\n      : (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload);\n",
      tests: TESTS,
      named,
    }),
  ),
  {
    items: '9.1.3, 9.2.2',
    file: CHECKS,
    remove: "const KEY_CARRIERS = ['jwk', 'jku', 'x5u', 'x5c'];",
    without: 'const KEY_CARRIERS: string[] = [];',
    tests: TESTS,
    named: 'refuses a token whose header has %s, although its signature is right',
  },
  {
    items: '9.2.2',
    file: CHECKS,
    remove: "throw new TokenRefused('the token is not an access token');",
    without: '',
    tests: TESTS,
    named: 'refuses a token whose header has %s, although its signature is right',
  },
  {
    items: '9.1.3',
    file: 'packages/local-aws/src/authentication/issuer-keys.ts',
    remove: '  if (named !== issuer) throw new Error(`it calls itself ${JSON.stringify(named)}`);\n',
    without: '',
    tests: 'packages/local-aws/src/authentication/issuer-keys.test.ts',
    named: 'an issuer that calls itself otherwise is not asked for keys',
  },
  {
    items: '9.2.1',
    file: CHECKS,
    remove: 'currentDate: now,',
    without: 'currentDate: new Date(0),',
    tests: TESTS,
    named: 'says that a token has expired',
  },
  {
    items: '9.2.1',
    file: CHECKS,
    remove: "requiredClaims: ['exp'],",
    without: '',
    tests: TESTS,
    named: 'refuses a token %s',
  },
  {
    items: '9.2.3, 9.2.4, 10.3.1',
    file: CHECKS,
    remove: '  checkAudience(claims, rules.audience);\n',
    without: '',
    tests: TESTS,
    named: 'refuses a token %s',
  },
  {
    items: '10.3.2',
    file: 'packages/local-aws/src/authentication/authorize-request.ts',
    remove: 'routeScopes.length > 0 && !routeScopes.some((scope) => scopes.includes(scope))',
    without: 'false',
    tests: TESTS,
    named: 'answers 403 to a valid token without any scope of the route',
  },
];
