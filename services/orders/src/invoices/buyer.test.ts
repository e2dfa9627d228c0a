import { describe, expect, it } from '@jest/globals';
import { Buyer } from './buyer.ts';

describe('in whose name an invoice is', () => {
  it.each([
    [{ title: ' 林美 ' }, { title: '林美' }],
    [
      { title: '百度在线网络技术（北京）有限公司', taxNumber: ' 91110108717743469k ' },
      { title: '百度在线网络技术（北京）有限公司', taxNumber: '91110108717743469K' },
    ],
    [
      { title: 'Bäcker & Söhne <GmbH>', taxNumber: 'DE 129273398' },
      { title: 'Bäcker & Söhne <GmbH>', taxNumber: 'DE 129273398' },
    ],
    [
      { title: 'Cafe\u0301', taxNumber: '310115123456789' },
      { title: 'Caf\u00e9', taxNumber: '310115123456789' },
    ],
    [
      { title: 'Acme', taxNumber: '12-3456789' },
      { title: 'Acme', taxNumber: '12-3456789' },
    ],
  ])('%j is read', (given, read) => {
    expect(Buyer.parse(given)).toEqual(read);
  });

  it.each([
    {},
    { title: '' },
    { title: '   ' },
    { title: '\u200b' },
    { title: 'x'.repeat(101) },
    { title: 'line\nbreak' },
    { title: 'evil \u202egnp.exe' },
    { title: '\ud800' },
    { title: 'Acme', taxNumber: '' },
    { title: 'Acme', taxNumber: '<script>1' },
    { title: 'Acme', taxNumber: 'ABCDEF' },
    { title: 'Acme', taxNumber: '12\u0000345' },
    // One character off, two neighbours swapped, and letters that no such code has.
    { title: 'Acme', taxNumber: '91110108717743468K' },
    { title: 'Acme', taxNumber: '91110180717743469K' },
    { title: 'Acme', taxNumber: '9111010871774346OK' },
    { title: 'Acme', vat: '1' },
  ])('%j is refused', (given) => {
    expect(Buyer.safeParse(given).success).toBe(false);
  });
});
