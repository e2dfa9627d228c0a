import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { User } from '../accounts/user.ts';
import { RandomId, sameHash, Secret } from '../links/secret-link.ts';

/** A device is known for this long after its last log-in. */
export const KNOWN_DAYS = 180;
const DAY_SECONDS = 86_400;
const Parts = z.tuple([RandomId, z.string().check(z.regex(/^\d{1,12}$/)), Secret]);

type Owner = Pick<User, 'id' | 'passwordHash'>;
/** What a token says of the device, believed or not. */
export type ShownDevice = Readonly<{ id: string; since: number; mac: string }>;

/**
 * Marks a device from which somebody got in, so that it need not wait for failures of others. It is signed with what is stored
 * of the password: nobody but us can make one, and with a new password every device is new.
 *
 * @param deviceId of a device that is known already
 */
export function deviceToken(
  owner: Owner,
  at: Date,
  deviceId = randomBytes(16).toString('base64url'),
): string {
  const since = Math.floor(at.getTime() / 1000);
  return `${deviceId}.${since}.${macOf(owner, deviceId, since)}`;
}

/** Takes a token apart; undefined when it is none of ours. */
export function readDeviceToken(token: string | undefined): ShownDevice | undefined {
  const { data } = z.safeParse(Parts, token?.split('.'));
  return data && { id: data[0], since: Number(data[1]), mac: data[2] };
}

/** Whether somebody got into this account from the device, with the password that it has now. */
export const isKnownDevice = (owner: Owner, { id, since, mac }: ShownDevice, at: Date): boolean =>
  sameHash(macOf(owner, id, since), mac) && at.getTime() / 1000 - since < KNOWN_DAYS * DAY_SECONDS;

const macOf = ({ id, passwordHash }: Owner, deviceId: string, since: number): string =>
  createHmac('sha256', passwordHash).update(`device ${id} ${deviceId} ${since}`).digest('base64url');
