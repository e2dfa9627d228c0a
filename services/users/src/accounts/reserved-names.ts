import { UsernameReserved } from './errors.ts';
import { skeletonOf } from './skeleton.ts';

/** Names that somebody could take for the shop itself, or that mail and other systems keep for themselves (RFC 2142). */
const RESERVED = [
  'abuse',
  'accounting',
  'accounts',
  'admin',
  'administrator',
  'billing',
  'bot',
  'catalogue',
  'compliance',
  'contact',
  'customercare',
  'customerservice',
  'daemon',
  'delivery',
  'finance',
  'fraud',
  'fulfilment',
  'help',
  'helpdesk',
  'hostmaster',
  'info',
  'invoice',
  'legal',
  'mailer',
  'management',
  'manager',
  'marketing',
  'moderator',
  'news',
  'nobody',
  'noreply',
  'notification',
  'notifications',
  'null',
  'official',
  'operator',
  'orders',
  'owner',
  'payment',
  'payments',
  'postmaster',
  'press',
  'privacy',
  'refund',
  'refunds',
  'reports',
  'returns',
  'root',
  'sales',
  'security',
  'seller',
  'service',
  'shipping',
  'shop',
  'staff',
  'store',
  'superuser',
  'support',
  'sysadmin',
  'system',
  'team',
  'trust',
  'undefined',
  'verification',
  'verify',
  'webmaster',
] as const;
let skeletons: ReadonlySet<string> | undefined;
/** Made when the first name is looked at: each goes through a dozen replacements. */
const reservedSkeletons = () => (skeletons ??= new Set(RESERVED.map(skeletonOf)));

/** Mail programs make links of such names, and the shop's letters begin with the name of whom they go to. */
const ADDRESS = /^www\.|\.(app|biz|cn|com|dev|info|io|net|online|org|shop|site|store|top|xyz)$/;

/** A shop's name as short as this is reserved as a whole only: many a name holds it by chance. */
const SHORTEST_FOUND_INSIDE = 5;

/**
 * Whether a user name could pass for an address of the web, or for the shop: one of its offices, alone (`adm1n`, `s.upport`, `support24`) or as a word of the
 * name (`mei.support`), or the shop's own name, also inside of a longer one.
 *
 * @param username in the form in which names are compared
 * @param appName what the shop calls itself
 */
export function isReserved(username: string, appName: string): boolean {
  if (ADDRESS.test(username)) return true;
  const whole = [username, username.replace(/[\d._]+$/, '')];
  const words = username.split(/[._]+/);
  const looks = [...whole, ...words, ...words.map((word) => word.replace(/\d+$/, ''))].map(skeletonOf);
  if (looks.some((look) => reservedSkeletons().has(look))) return true;
  const shop = skeletonOf(appName);
  if (shop === '') return false;
  return (
    looks.includes(shop) || (shop.length >= SHORTEST_FOUND_INSIDE && skeletonOf(username).includes(shop))
  );
}

/** @throws AppError USERNAME_RESERVED */
export function checkReserved(username: string, appName: string): void {
  if (isReserved(username, appName)) throw UsernameReserved();
}
