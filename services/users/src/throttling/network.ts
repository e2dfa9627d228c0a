import { isIPv4, isIPv6 } from 'node:net';

/**
 * What counts as one network address: an IPv4 address, or the first 64 bits of an IPv6 address, because whoever has one of
 * those has all of them.
 */
export function networkOf(address: string): string {
  return isIPv6(address) && !address.includes('.') ? groupsOf(address).slice(0, 4).join(':') : address;
}

/**
 * The addresses around a network address that one hand may hold together: a /24 of IPv4, or the /48 of IPv6 that is given to
 * one customer and has 65,536 networks.
 */
export function neighbourhoodOf(address: string): string {
  const v4 = address.replace(/^::ffff:/i, '');
  if (isIPv4(v4)) return `${v4.split('.').slice(0, 3).join('.')}.0/24`;
  return isIPv6(address) ? `${groupsOf(address).slice(0, 3).join(':')}::/48` : address;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): string[] {
  const parts = address.replace(/%.*/, '').split('::');
  const [head = [], tail = []] = parts.map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16).toString(16));
}
