import { describe, expect, it } from '@jest/globals';
import { countedReads } from '../../test/counted-reads.ts';
import { memoryUsers, type MemoryUsers } from '../../test/memory-users.ts';
import { userKey } from '../users-table.ts';
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

  it('knows no link that it did not give out, nor one of an account that is gone', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const reset = resetPassword(world.ports);
    const unknown = { code: 'TOKEN_UNKNOWN' };
    for (const token of ['nonsense', `${id}.${'x'.repeat(43)}`])
      await expect(reset({ token, password: NEXT })).rejects.toMatchObject(unknown);
    const token = await forgotten(world, id);
    await world.memory.write([{ delete: userKey(id) }]);
    await expect(reset({ token, password: NEXT })).rejects.toMatchObject(unknown);
  });

  it('takes neither the user name nor the address for a password', async () => {
    const world = memoryUsers();
    const { id, username, email } = await world.activeUser({ username: 'mei.lin.88' });
    const token = await forgotten(world, id);
    for (const password of [username, email])
      await expect(resetPassword(world.ports)({ token, password })).rejects.toMatchObject({
        code: 'PASSWORD_TOO_COMMON',
      });
  });

  it('needs one read', async () => {
    const { count, around } = countedReads();
    const world = memoryUsers(around);
    const { id } = await world.activeUser();
    const token = await forgotten(world, id);
    const { reads } = count;
    await resetPassword(world.ports)({ token, password: NEXT });
    expect(count.reads - reads).toBe(1);
  });
});
