import { randomInt } from 'node:crypto';

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

/** A tracking code that looks like the carrier's own. */
export function newTrackingCode(carrier: string): string {
  if (carrier === 'UPS') return `1Z${digits(16)}`;
  if (carrier === 'SFExpress') return `SF${digits(13)}`;
  return `94${digits(20)}`;
}

/** Whose parcel a code from elsewhere is, or undefined when its form says nothing. */
export function carrierOfCode(code: string): string | undefined {
  if (/^1Z[0-9A-Z]{16}$/.test(code)) return 'UPS';
  if (/^SF\d{12,13}$/.test(code)) return 'SFExpress';
  if (/^(9\d{21}|EZ\d{10})$/.test(code)) return 'USPS';
  return undefined;
}
