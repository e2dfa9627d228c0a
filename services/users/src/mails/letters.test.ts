import { describe, expect, it } from '@jest/globals';
import { memoryUsers } from '../../test/memory-users.ts';
import { activate } from '../accounts/user-change.ts';
import type { PendingUser } from '../accounts/user.ts';
import { letterKey } from '../users-table.ts';
import { noteFeedback } from './note-feedback.ts';
import { requestLetter } from './request-letter.ts';

describe('sending a letter', () => {
  const letter = 'verify-email' as const;

  it('sends it once, however often it is asked to', async () => {
    const world = memoryUsers();
    const { id: userId, email } = await world.pendingUser();
    expect(await world.send({ key: 'k', userId, letter })).toBe('sent');
    expect(await world.send({ key: 'k', userId, letter })).toBe('done before');
    expect(world.mails).toMatchObject([{ to: email, letter }]);
    const stored = JSON.stringify(world.memory.all());
    expect(stored).not.toContain(world.mails[0]?.token.split('.')[1]);
  });

  it('sends it by one of two workers', async () => {
    const world = memoryUsers();
    const { id: userId } = await world.pendingUser();
    const command = { key: 'k', userId, letter };
    const outcomes = await Promise.allSettled([world.send(command), world.send(command)]);
    expect(outcomes).toContainEqual({ status: 'fulfilled', value: 'sent' });
    expect(outcomes).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'LETTER_IN_HAND' }),
    });
    expect(world.mails).toHaveLength(1);
  });

  it('tries again after an outage and not after a refusal', async () => {
    const world = memoryUsers();
    const { id: userId } = await world.pendingUser();
    world.outcome.next = 'failed';
    await expect(world.send({ key: 'a', userId, letter })).rejects.toThrow('failed');
    world.outcome.next = 'refused';
    await expect(world.send({ key: 'b', userId, letter })).rejects.toThrow('refused');
    world.outcome.next = undefined;
    expect(await world.send({ key: 'a', userId, letter })).toBe('sent');
    expect(await world.send({ key: 'b', userId, letter })).toBe('done before');
  });

  it('does not keep one as failed that nobody waits for any more', async () => {
    const world = memoryUsers();
    const { id: userId } = await world.pendingUser();
    world.outcome.next = 'failed';
    await expect(world.send({ key: 'a', userId, letter })).rejects.toThrow('failed');
    world.outcome.next = undefined;
    await world.ports.users.change(userId, (user) => activate(user as PendingUser, world.ports.now()));
    expect(await world.send({ key: 'a', userId, letter })).toBe('not wanted');
    expect(await world.memory.get(letterKey('a'))).toMatchObject({ state: 'left-out' });
  });

  it('leaves a letter alone of which nobody knows whether it was sent', async () => {
    const world = memoryUsers();
    const { id: userId } = await world.pendingUser();
    const since = world.ports.now().toISOString();
    await world.memory.write([{ put: { ...letterKey('k'), userId, letter, state: 'sending', since } }]);
    const send = () => world.send({ key: 'k', userId, letter });
    await expect(send()).rejects.toMatchObject({ code: 'LETTER_IN_HAND' });
    world.clock.at += 120_001;
    await expect(send()).rejects.toMatchObject({ code: 'MAIL_OUTCOME_UNKNOWN' });
    expect(world.mails).toEqual([]);
  });

  it('does not send what was overtaken, or cannot arrive', async () => {
    const world = memoryUsers();
    const active = await world.activeUser();
    expect(await world.send({ key: 'a', userId: active.id, letter })).toBe('not wanted');
    expect(await world.send({ key: 'b', userId: active.id, letter: 'verify-new-email' })).toBe('not wanted');
    expect(await world.send({ key: 'c', userId: 'usr_none', letter })).toBe('not wanted');
    const bounce = {
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: `Mei <${active.email}>` }],
    };
    await noteFeedback(world.ports)({ eventType: 'Bounce', mail: { timestamp: '2026-11-21' }, bounce });
    expect(await world.send({ key: 'd', userId: active.id, letter: 'welcome' })).toBe('suppressed');
    expect(world.mails).toEqual([]);
  });
});

describe('asking for a letter', () => {
  it('tells the mail worker five times an hour, and nobody whether there is such an account', async () => {
    const world = memoryUsers();
    const { id, email } = await world.pendingUser();
    const ask = requestLetter(world.ports, 'verify-email', ({ status }) => status === 'pending');
    for (let n = 0; n < 7; n += 1) expect(await ask(email)).toBeUndefined();
    expect(await ask('nobody@example.com')).toBeUndefined();
    expect(world.events.map(({ data }) => data)).toEqual(
      Array.from({ length: 5 }, () => ({ userId: id, letter: 'verify-email' })),
    );
    const sequences = world.events.map(({ sequence }) => sequence);
    expect(new Set(sequences).size).toBe(5);
  });

  it('asks for none that is not due', async () => {
    const world = memoryUsers();
    const { email } = await world.activeUser();
    await requestLetter(world.ports, 'verify-email', ({ status }) => status === 'pending')(email);
    expect(world.told()).toEqual([]);
  });
});
