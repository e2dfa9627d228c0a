import { describe, expect, it } from '@jest/globals';
import { memoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { changeProfile } from '../accounts/change-profile.ts';
import { checkAvailability } from '../accounts/check-availability.ts';
import { allowClient, limited } from './allow.ts';
import { NAME_LIMITS, REGISTRATION_LIMITS } from './limits.ts';

/** A port that nobody may use. */
const untouchable = new Proxy({} as never, {
  get() {
    throw new Error('something was looked up');
  },
});
const beyond = { code: 'TOO_MANY_REQUESTS', details: { retryAfter: expect.any(Number) } };

async function exhausted() {
  const world = memoryUsers();
  for (let n = 0; n < 30; n += 1)
    await allowClient(world.ports.allowances, NAME_LIMITS, SOURCE_IP, world.ports.now());
  return world;
}

describe('beyond the limits of a client', () => {
  it('no name is looked up, and nothing is done', async () => {
    const { ports } = await exhausted();
    const blind = { ...ports, names: untouchable, users: untouchable, confirm: untouchable };
    const query = { kind: 'username' as const, name: 'free', sourceIp: SOURCE_IP };
    await expect(checkAvailability(blind)(query)).rejects.toMatchObject(beyond);
    const email = { typed: 'a@example.com', compared: 'a@example.com' };
    const change = { userId: 'usr_a' as const, sourceIp: SOURCE_IP, email, password: PASSWORD };
    await expect(changeProfile(blind)(change)).rejects.toMatchObject(beyond);
    const limits = [...NAME_LIMITS, ...REGISTRATION_LIMITS];
    await expect(limited(ports, limits, untouchable)(SOURCE_IP, {})).rejects.toMatchObject(beyond);
  });

  it('another client goes on, and changes that name nobody do too', async () => {
    const { ports, ...world } = await exhausted();
    const query = { kind: 'username' as const, name: 'free', sourceIp: '198.51.100.1' };
    expect(await checkAvailability(ports)(query)).toEqual({ available: true });
    const { id: userId } = await world.activeUser();
    const changed = await changeProfile(ports)({ userId, sourceIp: SOURCE_IP, locale: 'zh-CN', phone: null });
    expect(changed.locale).toBe('zh-CN');
  });

  it('the longest of the waits is told', async () => {
    const { ports } = memoryUsers();
    const limits = [
      { what: 'a', by: 'client' as const, times: 0, spanSeconds: 60 },
      { what: 'b', by: 'neighbourhood' as const, times: 0, spanSeconds: 3600 },
    ];
    await expect(allowClient(ports.allowances, limits, SOURCE_IP, ports.now())).rejects.toMatchObject({
      details: { retryAfter: 3600 },
    });
  });
});
