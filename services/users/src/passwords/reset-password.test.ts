import { describe, expect, it } from '@jest/globals';
import { memoryUsers, type MemoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { changePassword } from './change-password.ts';
import { resetPassword } from './reset-password.ts';

const NEXT = 'Other-horse-8';

async function forgotten(world: MemoryUsers, userId: `usr_${string}`, key = 'k'): Promise<string> {
  await world.send({ key, userId, letter: 'password-reset' });
  return world.mails.at(-1)?.token ?? '';
}

describe('resetting a password', () => {
  it('sets it once, ends all sessions, and tells the owner', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const token = await forgotten(world, id);
    const reset = resetPassword(world.ports);
    await reset({ token, password: NEXT });
    expect(await world.ports.users.read(id)).toMatchObject({ passwordHash: `new ${NEXT}`, sessionEpoch: 1 });
    expect(world.events.map(({ data }) => data)).toEqual([{ userId: id, letter: 'password-changed' }]);
    await expect(reset({ token, password: NEXT })).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
  });

  it('is done by one of two who use the link at once', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const token = await forgotten(world, id);
    const reset = resetPassword(world.ports);
    const outcomes = await Promise.allSettled([
      reset({ token, password: NEXT }),
      reset({ token, password: 'Third-horse-9' }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(world.told()).toEqual(['mail-requested']);
  });

  it('activates an account whose owner never followed the first link', async () => {
    const world = memoryUsers();
    const { id } = await world.pendingUser();
    const token = await forgotten(world, id);
    await resetPassword(world.ports)({ token, password: NEXT });
    expect(await world.ports.users.read(id)).toMatchObject({ status: 'active' });
    expect(world.told()).toEqual(['mail-requested', 'user-activated']);
  });

  it('refuses links that are old or replaced, and passwords that are weak', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const older = await forgotten(world, id, 'first');
    const token = await forgotten(world, id, 'second');
    const reset = resetPassword(world.ports);
    await expect(reset({ token: older, password: NEXT })).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    await expect(reset({ token, password: 'weak' })).rejects.toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
    world.clock.at += 3_600_000;
    await expect(reset({ token, password: NEXT })).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  });
});

describe('changing a password', () => {
  const command = { sourceIp: SOURCE_IP, current: PASSWORD, next: NEXT };

  it('needs the present one', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const change = changePassword(world.ports);
    await expect(change({ ...command, userId: id, current: 'Wrong-horse-7' })).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
    });
    await change({ ...command, userId: id });
    expect(await world.ports.users.read(id)).toMatchObject({ passwordHash: `new ${NEXT}` });
  });

  it('does not overwrite one that was set since the present one was confirmed', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const slowly = {
      ...world.ports.passwords,
      async hash(password: string) {
        await changePassword(world.ports)({ ...command, userId: id, next: 'Third-horse-9' });
        return `new ${password}`;
      },
    };
    const change = changePassword({ ...world.ports, passwords: slowly });
    await expect(change({ ...command, userId: id })).rejects.toMatchObject({ code: 'ACCOUNT_CHANGED' });
    expect(await world.ports.users.read(id)).toMatchObject({ passwordHash: 'new Third-horse-9' });
  });
});
