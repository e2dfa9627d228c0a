import { readConfig } from '@cartless/lambda';
import { describe, expect, it } from '@jest/globals';
import { INVOICE_TERMS } from '../test/invoices.ts';
import { InvoiceConfig } from './config.ts';

const RIGHT = {
  SELLER: JSON.stringify(INVOICE_TERMS.seller),
  TIME_ZONE: 'Asia/Shanghai',
  INVOICE_YEARS: '10',
};

describe('the settings of invoices', () => {
  it('are read', () => {
    expect(readConfig(InvoiceConfig, RIGHT)).toEqual({
      SELLER: INVOICE_TERMS.seller,
      TIME_ZONE: 'Asia/Shanghai',
      INVOICE_YEARS: 10,
    });
  });

  it.each([
    [{ SELLER: 'not-set' }, 'SELLER is wrong: it is not JSON'],
    [{ SELLER: '{"name":"Lamps"}' }, 'SELLER'],
    [{ TIME_ZONE: 'Mars/Phobos' }, 'TIME_ZONE is wrong: it is no IANA time zone'],
    [{ INVOICE_YEARS: '0' }, 'INVOICE_YEARS is wrong'],
  ])('are refused when they hold %j, and the message says why', (wrong, message) => {
    expect(() => readConfig(InvoiceConfig, { ...RIGHT, ...wrong })).toThrow(message);
  });
});
