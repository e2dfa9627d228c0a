import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Role, type UserId, WeeklyReportReady } from '@cartless/domain';
import { type MemoryUsers, memoryUsers } from '../../test/memory-users.ts';
import { erase, reinstate, suspend } from '../accounts/user-change.ts';
import type { PendingUser } from '../accounts/user.ts';
import { grantRoles } from '../staff/appoint-staff.ts';
import { undeliverableKey } from '../users-table.ts';
import { reportProgressStore } from './report-progress-store.ts';
import type { ReportLetter } from './report-letter.ts';
import { sendReport } from './send-report.ts';
import { spreadReport } from './spread-report.ts';

const WEEK_MS = 7 * 86_400_000;
const BY = { by: 'usr_boss' as const, reason: null, at: '2026-11-21T09:00:00.000Z' };

let world: MemoryUsers;
let asked: ReportLetter[];
let posted: { to: string; locale: string; week: string }[];
let next: 'failed' | 'refused' | 'nobody knows' | undefined;
beforeEach(() => {
  world = memoryUsers();
  [asked, posted, next] = [[], [], undefined];
});

const now = () => new Date(world.clock.at);
const event = (sequence = 1, monday = '2026-11-16'): WeeklyReportReady =>
  WeeklyReportReady.create({
    subject: `rpt_${monday}`,
    sequence,
    time: now().toISOString(),
    data: { ...WeeklyReportReady.example, monday },
  });
const spread = (
  ready: WeeklyReportReady,
  timeLeft = () => Infinity,
  ask: (letter: ReportLetter) => void = (letter) => void asked.push(letter),
) =>
  spreadReport({
    ...world.ports,
    progress: reportProgressStore(world.memory),
    ask: (letter) => Promise.resolve(ask(letter)),
  })(ready, timeLeft);
const send = (letter: ReportLetter) =>
  sendReport({
    ...world.ports,
    post:
      ({ report }) =>
      ({ user, to }) => {
        if (next === 'nobody knows') return Promise.reject(new Error(next));
        if (next !== undefined) return Promise.resolve({ state: next, error: new Error(next) });
        posted.push({ to, locale: user.locale, week: report.monday });
        return Promise.resolve(undefined);
      },
  })(letter);
async function staff(roles: readonly Role[], given: Partial<PendingUser> = {}) {
  const { id } = await world.activeUser(given);
  return grantRoles({ users: world.ports.users, now })(id, roles);
}
const recipients = async (ready = event()) => {
  asked = [];
  await spread(ready);
  return asked.map(({ userId }) => userId);
};
const letterTo = (userId: UserId, ready = event()): ReportLetter => ({
  eventId: ready.id,
  userId,
  at: ready.time,
  report: ready.data,
});

describe('who gets the weekly report', () => {
  it('is everybody who may see the reports and has an account in use', async () => {
    const reader = await staff(['reports']);
    const admin = await staff(['admin']);
    const both = await staff(['support', 'reports']);
    await staff(['catalogue', 'fulfilment', 'finance', 'support', 'staff']);
    await world.activeUser();
    const gone = await staff(['reports']);
    await world.ports.users.erase(gone.id, (user) => erase(user, now()));
    const out = await staff(['reports']);
    await world.ports.users.change(out.id, (user) => suspend(user, BY));
    const less = await staff(['reports']);
    await world.ports.users.change(less.id, (user) => ({ state: { ...user, scopes: ['shop'] } }));
    const quiet = await staff(['reports']);
    await world.ports.users.change(quiet.id, (user) => ({ state: { ...user, weeklyReport: false } }));
    expect(new Set(await recipients())).toEqual(new Set([reader.id, admin.id, both.id]));

    await world.ports.users.change(out.id, (user) => reinstate(user, BY));
    await world.ports.users.change(quiet.id, (user) => ({ state: { ...user, weeklyReport: true } }));
    expect(await recipients(event(1, '2026-11-23'))).toHaveLength(5);
  });

  it('is decided again when the letter comes to its turn', async () => {
    const changes = {
      suspended: (id: UserId) => world.ports.users.change(id, (user) => suspend(user, BY)),
      erased: (id: UserId) => world.ports.users.erase(id, (user) => erase(user, now())),
      'without the role': (id: UserId) =>
        world.ports.users.change(id, (user) => ({ state: { ...user, scopes: ['shop'] as const } })),
      quiet: (id: UserId) =>
        world.ports.users.change(id, (user) => ({ state: { ...user, weeklyReport: false } })),
    };
    for (const change of Object.values(changes)) {
      const { id } = await staff(['reports']);
      await change(id);
      expect(await send(letterTo(id))).toBe('not wanted');
    }
    expect(posted).toEqual([]);
    const { id } = await staff(['reports']);
    expect(await send(letterTo(id))).toBe('sent');
  });
});

describe('the letters of a report', () => {
  it('are asked for page by page, and a run that was cut off is gone on with', async () => {
    for (let n = 0; n < 230; n += 1) await staff(['reports']);
    const ready = event();
    let pages = 0;
    expect(await spread(ready, () => 1 - pages++)).toBe('unfinished');
    expect(asked).toHaveLength(100);
    // A crash in the middle of the second page.
    let calls = 0;
    const dying = (letter: ReportLetter) => {
      if (calls++ === 15) throw new Error('crash');
      asked.push(letter);
    };
    await expect(spread(ready, () => Infinity, dying)).rejects.toThrow('crash');
    expect(await spread(ready)).toBe('done');
    expect(new Set(asked.map(({ userId }) => userId)).size).toBe(230);
    // The first page was not asked for again.
    expect(asked.length).toBeLessThanOrEqual(230 + 20);
    expect(await spread(ready)).toBe('done before');
    expect(asked.length).toBeLessThanOrEqual(250);
  });

  it('go to nobody when the report comes a week late', async () => {
    const { id } = await staff(['reports']);
    const ready = event();
    world.clock.at += WEEK_MS + 1;
    expect(await spread(ready)).toBe('stale');
    expect(asked).toEqual([]);
    expect(await send(letterTo(id, ready))).toBe('stale');
    world.clock.at -= 1;
    expect(await spread(ready)).toBe('done');
    expect(await send(letterTo(id, ready))).toBe('sent');
  });
});

describe('a letter with the report', () => {
  it('is sent once, in the language of its reader, however often it is asked for', async () => {
    const { id, typed } = await staff(['reports'], { locale: 'zh-CN' });
    const letter = letterTo(id);
    const outcomes = await Promise.allSettled([send(letter), send(letter), send(letter)]);
    expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value === 'sent')).toHaveLength(1);
    expect(await send(letter)).toBe('done before');
    expect(posted).toEqual([{ to: typed.email, locale: 'zh-CN', week: '2026-11-16' }]);
  });

  it('comes for each week, and for each time that somebody asks for one, in whatever order they come', async () => {
    const { id } = await staff(['reports']);
    const [older, newer] = [event(1, '2026-11-09'), event(1, '2026-11-16')];
    expect([await send(letterTo(id, newer)), await send(letterTo(id, older))]).toEqual(['sent', 'sent']);
    world.clock.at += 3_601_000;
    expect(await send(letterTo(id, event(2, '2026-11-16')))).toBe('sent');
    expect(posted.map(({ week }) => week)).toHaveLength(3);
  });

  it('waits where a mailbox has had two within the hour, and comes then', async () => {
    const { id } = await staff(['reports'], { username: 'boss', email: 'boss@example.com' });
    for (const monday of ['2026-11-02', '2026-11-09']) await send(letterTo(id, event(1, monday)));
    world.clock.at += 1000;
    const third = letterTo(id, event(1, '2026-11-16'));
    await expect(send(third)).rejects.toMatchObject({ code: 'MAILBOX_FULL' });
    world.clock.at += 3_600_000;
    expect(await send(third)).toBe('sent');
  });

  it('uses up no share of other letters, and they none of its', async () => {
    const { id } = await staff(['reports']);
    for (const monday of ['2026-11-09', '2026-11-16']) await send(letterTo(id, event(1, monday)));
    expect(await world.send({ key: 'k1', userId: id, letter: 'password-reset' })).toBe('sent');
    expect(await world.send({ key: 'k2', userId: id, letter: 'password-changed' })).toBe('sent');
  });

  it('is tried again after an outage, is closed by a refusal, and is not sent twice when nobody knows', async () => {
    const [a, b, c] = [await staff(['reports']), await staff(['reports']), await staff(['reports'])];
    next = 'failed';
    await expect(send(letterTo(a.id))).rejects.toThrow('failed');
    next = 'refused';
    await expect(send(letterTo(b.id))).rejects.toThrow('refused');
    next = 'nobody knows';
    await expect(send(letterTo(c.id))).rejects.toThrow('nobody knows');
    next = undefined;
    expect(await send(letterTo(a.id))).toBe('sent');
    expect(await send(letterTo(b.id))).toBe('done before');
    world.clock.at += 121_000;
    const late = { ...letterTo(c.id), eventId: letterTo(c.id).eventId };
    await expect(send(late)).rejects.toMatchObject({ code: 'MAIL_OUTCOME_UNKNOWN' });
    expect(posted).toHaveLength(1);
  });

  it('goes to no address that bounced', async () => {
    const { id, email } = await staff(['reports']);
    await world.memory.write([{ put: { ...undeliverableKey(email), reason: 'bounce', since: BY.at } }]);
    expect(await send(letterTo(id))).toBe('suppressed');
    expect(posted).toEqual([]);
  });
});
