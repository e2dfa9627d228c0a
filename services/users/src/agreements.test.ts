import { repairsOf } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import { memoryUsers, PASSWORD, SOURCE_IP } from '../test/memory-users.ts';
import { deleteAccount } from './accounts/delete-account.ts';
import { AGREEMENTS } from './agreements.ts';
import { changeProfile } from './accounts/change-profile.ts';
import { grantRoles } from './staff/appoint-staff.ts';
import { addressBookKey } from './users-table.ts';

function repairUsers() {
  const world = memoryUsers();
  const { memory, ports } = world;
  const repairs = async (act: () => Promise<unknown>) => {
    const found = await repairsOf(
      {
        memory,
        agreements: AGREEMENTS,
        now: ports.now,
        nameOf: ({ id }) => String(id).replace(/[#_].*/, ''),
      },
      act,
    );
    return JSON.parse(JSON.stringify(found).replaceAll(/usr_\w+/g, 'Mei')) as typeof found;
  };
  return { ...world, repairs };
}

const CALLER = { sourceIp: SOURCE_IP, sessionId: undefined };
const claimed = (kind: string) => `mended: Mei claims a name (${kind}) that it does not have`;
const LISTED = 'mended: Mei is on the list of the staff and has no role';
const UNLISTED = 'mended: Mei has a role and is not on the list of the staff';
const unclaimed = (kind: string) => `mended: the ${kind} of Mei is claimed by nobody`;

describe('of the transaction that', () => {
  it('opens an account, its names are claimed exactly when it is there', async () => {
    const { repairs, activeUser } = repairUsers();
    expect(await repairs(() => activeUser({ phone: '+8613800138000' }))).toEqual({
      'usr missing': ['username', 'email', 'phone'].map(claimed),
      'usr alone': ['username', 'email', 'phone'].map(unclaimed),
      'username missing': [unclaimed('username')],
      'username alone': [claimed('username')],
      'email missing': [unclaimed('email')],
      'email alone': [claimed('email')],
      'phone missing': [unclaimed('phone')],
      'phone alone': [claimed('phone')],
    });
  });

  it('gives an account another number, the old one is free and the new one its own', async () => {
    const { repairs, activeUser, ports } = repairUsers();
    const { id } = await activeUser({ phone: '+8613800138000' });
    const found = await repairs(() =>
      changeProfile(ports)({ ...CALLER, userId: id, phone: '+8613800138001' }),
    );
    // Both numbers have one name here; the last that was written is shown. Counters are writes of their own.
    expect(found).toMatchObject({
      'usr missing': [unclaimed('phone'), claimed('phone')],
      'usr alone': [unclaimed('phone'), claimed('phone')],
      'phone missing': [claimed('phone')],
      'phone alone': [unclaimed('phone')],
    });
  });

  it('gives a role, the list of the staff follows', async () => {
    const { repairs, activeUser, plain } = repairUsers();
    const { id } = await activeUser();
    expect(await repairs(() => grantRoles(plain)(id, ['support']))).toEqual({
      'usr missing': [LISTED],
      'usr alone': [UNLISTED],
      'staff missing': [UNLISTED],
      'staff alone': [LISTED],
      // Who gave it is known by nothing else.
      'audit missing': [],
      'audit alone': [],
    });
  });

  it('erases an account, nothing is left of it', async () => {
    const { repairs, activeUser, ports, memory } = repairUsers();
    const { id } = await activeUser();
    await memory.putMany([{ ...addressBookKey(id), userId: id, addresses: [], version: 1 }]);
    const command = { userId: id, password: PASSWORD, sourceIp: SOURCE_IP };
    const found = await repairs(() => deleteAccount(ports)(command));
    const left = 'mended: addresses#Mei is left of an erased account';
    expect(found).toMatchObject({
      'usr missing': [unclaimed('username'), unclaimed('email')],
      'usr alone': [claimed('username'), claimed('email'), left],
      'username missing': [claimed('username')],
      'username alone': [unclaimed('username')],
      'email missing': [claimed('email')],
      'email alone': [unclaimed('email')],
      'addresses missing': [left],
      'addresses alone': [],
    });
  });
});
