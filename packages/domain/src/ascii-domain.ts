/** What ends a domain in an address of the Web, and begins something else. */
const NO_DOMAIN = /[/\\?#:@\s]/;

/**
 * A domain in the plain letters in which DNS knows it: `中文.com` is `xn--fiq228c.com`. Source: WHATWG URL, the domain to ASCII,
 * which browsers have as well.
 *
 * @returns an empty text when it can be none
 */
export function asciiDomain(typed: string): string {
  return typed === '' || NO_DOMAIN.test(typed) ? '' : (URL.parse(`ws://${typed}`)?.hostname ?? '');
}
