import { asciiDomain } from '../ascii-domain.ts';

/** Made when an address is read, see text.ts. */
const isEmail = (text: string): boolean => /^[^\s@"(),:;<>[\\\]\p{Cc}]{1,64}@[^\s@]{1,190}$/u.test(text);
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/** The form in which user names are compared: `Mei.Lin` and full-width `ｍｅｉ.ｌｉｎ` are one name. */
export const comparableUsername = (username: string): string => username.normalize('NFKC').toLowerCase();

/**
 * The form in which addresses are compared: letter case and Unicode form do not matter, an internationalised domain is
 * the same in both of its spellings.
 *
 * @returns undefined when no mail could ever reach the address
 */
export function comparableEmail(email: string): string | undefined {
  const text = email.normalize('NFKC').toLowerCase();
  if (!isEmail(text)) return undefined;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const host = asciiDomain(text.slice(at + 1));
  const dots = local.startsWith('.') || local.endsWith('.') || local.includes('..');
  return dots || !HOST.test(host) ? undefined : `${local}@${host}`;
}

/** Whether an address can be written to by a mail service that knows ASCII only before the `@`, as SES is (RFC 6531). */
export const hasPlainMailbox = (email: string): boolean => /^[!-~]+@/.test(email);
