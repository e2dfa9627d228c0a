/** A protection that the code has, how it is taken out, and the test that has to notice. */
export type Protection = Readonly<{
  /** Items of ASVS 5.0, as in docs/security.md. */
  items: string;
  file: string;
  /** Stands once in the file. */
  remove: string;
  /** What stands there without the protection. */
  without: string;
  /** The file of the test, and its name as docs/security.md has it. */
  tests: string;
  named: string;
}>;

export const PROTECTIONS: readonly Protection[] = [
  {
    items: '9.1.3, 9.2.2',
    file: 'packages/local-aws/src/authentication/access-token.ts',
    remove: "const KEY_CARRIERS = ['jwk', 'jku', 'x5u', 'x5c'];",
    without: 'const KEY_CARRIERS: string[] = [];',
    tests: 'packages/local-aws/src/authentication/authorize-request.test.ts',
    named: 'refuses a token whose header has %s, although its signature is right',
  },
  {
    items: '9.2.3, 10.3.1',
    file: 'packages/local-aws/src/authentication/access-token.ts',
    remove: '  checkAudience(claims, rules.audience);\n',
    without: '',
    tests: 'packages/local-aws/src/authentication/authorize-request.test.ts',
    named: 'refuses a token %s',
  },
];
