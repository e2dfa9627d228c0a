import { asciiDomain } from './ascii-domain.ts';

/** Providers that deliver several spellings of an address to one mailbox: their domains, and the signs that they overlook. */
const PROVIDERS: readonly Readonly<{ hosts: readonly [string, ...string[]]; overlooked: RegExp }>[] = [
  { hosts: ['gmail.com', 'googlemail.com'], overlooked: /\./g },
  { hosts: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], overlooked: /[._-]/g },
  { hosts: ['icloud.com', 'me.com', 'mac.com'], overlooked: /(?!)/g },
  // What follows a dash is a disposable name of the mailbox before it.
  { hosts: ['yahoo.com', 'ymail.com', 'rocketmail.com'], overlooked: /-.*$/g },
  { hosts: ['yandex.com', 'yandex.ru', 'yandex.by', 'yandex.kz', 'ya.ru'], overlooked: /[.-]/g },
];

/**
 * The mailbox that an address leads to, as far as that is known: letter case, Unicode forms, both spellings of an
 * internationalised domain, what follows a `+` (RFC 5233), and what some large providers overlook make no difference.
 * It is for counting only. Mail goes to the address as it was typed, and two accounts may share a mailbox.
 */
export function mailboxOf(address: string): string {
  const text = address.normalize('NFKC').trim().toLowerCase();
  const at = text.lastIndexOf('@');
  const typedHost = text.slice(at + 1).replace(/\.$/, '');
  const host = asciiDomain(typedHost) || typedHost;
  const local = text.slice(0, Math.max(at, 0));
  const base = /^[^+]+/.exec(local)?.[0] ?? local;
  const provider = PROVIDERS.find(({ hosts }) => hosts.includes(host));
  if (provider === undefined) return `${base}@${host}`;
  return `${base.replaceAll(provider.overlooked, '')}@${provider.hosts[0]}`;
}
