/**
 * The key in an `Authorization` header: a bearer token, or a user name without a password as `curl -u key:` sends it.
 *
 * @param schemes The schemes that the API takes, in lower case.
 * @returns undefined when there is no key in one of these schemes.
 */
export function keyIn(
  authorization: string | undefined,
  schemes: readonly ('basic' | 'bearer')[],
): string | undefined {
  const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(authorization ?? '') ?? [];
  const kind = schemes.find((known) => known === scheme.toLowerCase());
  if (kind === undefined) return undefined;
  if (kind === 'bearer') return value;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] || undefined;
}
