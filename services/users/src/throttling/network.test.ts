import { describe, expect, it } from '@jest/globals';
import { neighbourhoodOf, networkOf } from './network.ts';

describe('a network address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['fe80:1:2:3::%eth0', 'fe80:1:2:3'],
    ['1:2:3:4:5:6:7:8%eth0', '1:2:3:4'],
    ['1:2:3::%eth0', '1:2:3:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4'],
    ['2001::3:4:5:6:7:8', '2001:0:3:4'],
    ['fe80:0000:0000:0001::1%eth0', 'fe80:0:0:1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    ['192.0.2.1', '192.0.2.0/24'],
    ['::ffff:192.0.2.1', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['1::ffff:192.0.2.1', '1:0:0::/48'],
    ['2001:db8:1:2:3:4:5:6%eth0', '2001:db8:1::/48'],
    ['fe80::1%en0', 'fe80:0:0::/48'],
    ['192.0.2.1::ffff:', '192.0.2.1::ffff:'],
    ['192.0::ffff:.2.1', '192.0::ffff:.2.1'],
    ['::', '0:0:0::/48'],
    ['not an address', 'not an address'],
  ])('of %s has the neighbours of %s', (address, neighbourhood) => {
    expect(neighbourhoodOf(address)).toBe(neighbourhood);
  });
});
