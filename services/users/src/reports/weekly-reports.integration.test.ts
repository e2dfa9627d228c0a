import { join } from 'node:path';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, type UserId, WeeklyReportReady } from '@cartless/domain';
import { asFunction, lambdaContext, queueEvent, setEnvironment } from '@cartless/testing';
import { type UsersService, usersService } from '../../test/users-service.ts';
import { handler as changeProfile } from '../accounts/change-profile/handler.ts';
import { handler as readProfile } from '../accounts/read-profile/handler.ts';
import { grantRoles } from '../staff/appoint-staff.ts';
import { handler as sendReport } from './send-report/handler.ts';
import { handler as spreadReport } from './spread-report/handler.ts';

const SERVICE = join(import.meta.dirname, '../..');
const sqs = new SQSClient({});
let service: UsersService;
let letters: string;

beforeAll(async () => {
  service = await usersService();
  // The emulator names queues by a host that only some resolvers know.
  const create = async (name: string) => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-${Date.now()}` }));
    return `${process.env['AWS_ENDPOINT_URL_SQS']}${new URL(QueueUrl).pathname}`;
  };
  letters = await create('report-letters');
  setEnvironment({
    REPORT_LETTERS_QUEUE_URL: letters,
    RETRY_QUEUE_URL: letters,
    HAND_BACK_QUEUE_URL: await create('reports'),
    PARK_QUEUE_URL: await create('reports-dead-letters'),
  });
});
afterAll(async () => {
  sqs.destroy();
  await service.stop();
});

async function reader(roles: readonly Role[] = ['reports']) {
  const user = await service.activeUser();
  await grantRoles(service.ports)(user.userId, roles);
  return user;
}
const ready = (monday: string) =>
  WeeklyReportReady.create({
    subject: `rpt_${monday}`,
    sequence: 1,
    time: new Date().toISOString(),
    data: { ...WeeklyReportReady.example, monday },
  });
const spread = (event: WeeklyReportReady) =>
  asFunction(SERVICE, 'spreadReport', () => spreadReport(queueEvent([event]), lambdaContext()));

/** Hands what waits in the queue of letters to the function, as Lambda does; answers whose they were. */
async function deliverLetters(): Promise<UserId[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: letters, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    if (Messages.length === 0) break;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
  const event = queueEvent(bodies);
  expect(await asFunction(SERVICE, 'sendReport', () => sendReport(event))).toEqual({ batchItemFailures: [] });
  return bodies.map((body) => (JSON.parse(body) as { userId: UserId }).userId);
}

describe('a weekly report that is told', () => {
  it('reaches each of its readers once, with its picture, by rights that the functions have', async () => {
    const [mei, boss] = [await reader(), await reader(['admin'])];
    const shopper = await service.activeUser();
    await service.call(changeProfile, { method: 'PATCH', caller: boss.caller, body: { locale: 'zh-CN' } });
    const event = ready('2026-11-16');
    expect(await spread(event)).toEqual({ batchItemFailures: [] });
    const asked = await deliverLetters();
    expect(new Set(asked)).toEqual(new Set([mei.userId, boss.userId]));
    // The event comes again, and so do its letters.
    expect(await spread(event)).toEqual({ batchItemFailures: [] });
    expect(await deliverLetters()).toEqual([]);

    const mailsTo = (email: string) => service.mails.filter(({ to }) => to === email);
    expect(mailsTo(shopper.email)).toEqual([]);
    const [mail, ...more] = mailsTo(mei.email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      from: 'no-reply@shop.test',
      unsubscribe: expect.stringContaining('/account'),
    });
    expect(mail?.subject).toMatch(/^Cartless: the week of November 16/);
    expect(mail?.html).toContain('src="cid:revenue-by-day"');
    expect(
      Buffer.from(mail?.pictures['revenue-by-day'] ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(mail?.text).toContain('Revenue: CN¥12,900.00');
    expect(mailsTo(boss.email).map(({ subject }) => subject)).toEqual([
      'Cartless 周报：2026年11月16日至2026年11月22日',
    ]);
  });

  it('is not mailed to who switched it off in the profile', async () => {
    const { userId, email, caller } = await reader();
    const profile = async () =>
      (await service.call(readProfile, { method: 'GET', caller })).body['weeklyReport'];
    expect(await profile()).toBe(true);
    const off = { method: 'PATCH' as const, caller, body: { weeklyReport: false } };
    expect(await service.call(changeProfile, off)).toMatchObject({
      status: 200,
      body: { weeklyReport: false },
    });
    // Another change leaves it so.
    await service.call(changeProfile, { ...off, body: { locale: 'en' } });
    expect(await profile()).toBe(false);
    await spread(ready('2026-11-23'));
    expect(await deliverLetters()).not.toContain(userId);
    expect(service.mails.filter(({ to }) => to === email)).toEqual([]);
    expect(await service.call(changeProfile, { ...off, body: { weeklyReport: 'yes' } })).toMatchObject({
      status: 422,
    });
  });

  it('waits in its queue while SES is away', async () => {
    const { userId, email } = await reader();
    const event = ready('2026-11-30');
    const letter = JSON.stringify({ eventId: event.id, userId, at: event.time, report: event.data });
    const deliver = () => asFunction(SERVICE, 'sendReport', () => sendReport(queueEvent([letter])));
    service.ses.setMood('failing');
    expect((await deliver()).batchItemFailures).toHaveLength(1);
    service.ses.setMood('well');
    expect((await deliver()).batchItemFailures).toEqual([]);
    expect(service.mails.filter(({ to }) => to === email)).toHaveLength(1);
  });
});
