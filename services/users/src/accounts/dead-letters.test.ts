import { describe, expect, it } from '@jest/globals';
import { WeeklyReportReady } from '@cartless/domain';
import { memoryUsers } from '../../test/memory-users.ts';
import { judgeDeadLetter } from './dead-letters-store.ts';
import { erase } from './user-change.ts';

describe('a weekly report among the dead letters', () => {
  it('goes with its reader, and stays while there is one', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const judge = judgeDeadLetter({ ...world.ports, items: world.memory });
    const at = new Date(world.clock.at);
    const letter = { eventId: 'rpt_1.1.weekly-report-ready', userId: id, at: at.toISOString() };
    const body = JSON.stringify({ ...letter, report: WeeklyReportReady.example });
    expect(await judge(body)).toBe('keep');
    await world.ports.users.erase(id, (user) => erase(user, at));
    expect(await judge(body)).toBe('drop');
  });
});
