import { setEnvironment } from '@cartless/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DEMO_ACCOUNTS } from '@cartless/local-aws/dev';
import { type UsersService, usersService } from '../../../test/users-service.ts';
import { seedUsers } from '../../../scripts/seed.ts';
import { undeliverableKey } from '../../users-table.ts';
import { handler as register } from '../../accounts/register/handler.ts';

let service: UsersService;
let deadLetters: string;
const sqs = new SQSClient({});
beforeAll(async () => {
  service = await usersService();
  // The emulator names queues by a host that only some resolvers know.
  const create = async (name: string) => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-${Date.now()}` }));
    return `${process.env['AWS_ENDPOINT_URL_SQS']}${new URL(QueueUrl).pathname}`;
  };
  deadLetters = await create('users-mail-dead-letters');
  setEnvironment({ PARK_QUEUE_URL: deadLetters, RETRY_QUEUE_URL: await create('users-mail') });
});
afterEach(() => service.ses.setMood('well'));
afterAll(async () => {
  sqs.destroy();
  await service.stop();
});

let count = 0;
async function newcomer(change = {}) {
  count += 1;
  const body = {
    username: `reader${count}`,
    password: 'Correct-horse-7',
    email: `r${count}@example.com`,
    ...change,
  };
  const answer = await service.call(register, { body });
  return { userId: String(answer.body['userId']), email: body.email };
}
const mailsTo = (email: string) => service.mails.filter(({ to }) => to === email);
const parked = async () => {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: deadLetters, MessageAttributeNames: ['All'], WaitTimeSeconds: 1 }),
  );
  return Messages?.map(({ MessageAttributes }) => MessageAttributes?.['code']?.StringValue);
};

describe('the verification mail', () => {
  it('comes from the shop with a link, as HTML and as text', async () => {
    const { userId, email } = await newcomer();
    expect(await service.deliverMail(userId)).toBe(0);
    const [mail] = mailsTo(email);
    expect(mail).toMatchObject({ from: 'no-reply@shop.test', subject: 'Verify your Cartless account' });
    const link = `https://shop.test/verify?token=${userId}.`;
    expect(mail?.text).toContain(link);
    expect(mail?.html).toContain(`href="${link}`);
  });

  it('is in Chinese for who registered in Chinese', async () => {
    const { userId, email } = await newcomer({ locale: 'zh-CN' });
    await service.deliverMail(userId);
    expect(mailsTo(email)[0]?.subject).toBe('请验证您的 Cartless 帐户');
  });

  it('is sent once, however often and however fast the event is delivered', async () => {
    const { userId, email } = await newcomer();
    const left = await Promise.all([1, 2, 3, 4].map(() => service.deliverMail(userId)));
    await service.deliverMail(userId);
    expect(left.filter((n) => n === 0).length).toBeGreaterThanOrEqual(1);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('waits in the queue while SES is down, and arrives once when it is back', async () => {
    const { userId, email } = await newcomer();
    service.ses.setMood('failing');
    for (let tries = 1; tries <= 4; tries += 1) expect(await service.deliverMail(userId, tries)).toBe(1);
    service.ses.setMood('well');
    expect(await service.deliverMail(userId, 5)).toBe(0);
    expect(await service.deliverMail(userId, 6)).toBe(0);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('is parked with its reason when SES refuses it for good, and not tried again', async () => {
    const { userId, email } = await newcomer();
    service.ses.setMood('refusing');
    expect(await service.deliverMail(userId)).toBe(0);
    expect(await parked()).toEqual(['MAIL_REFUSED']);
    service.ses.setMood('well');
    await service.deliverMail(userId);
    expect(mailsTo(email)).toHaveLength(0);
  });

  it('is parked and not repeated when a sender died with the letter in hand', async () => {
    const { userId, email } = await newcomer();
    const key = `mail#${userId}.1.user-registered`;
    await service.set(key, 'state', 'sending');
    await service.set(key, 'since', new Date().toISOString());
    expect(await service.deliverMail(userId)).toBe(1);
    await service.set(key, 'since', new Date(Date.now() - 300_000).toISOString());
    expect(await service.deliverMail(userId)).toBe(0);
    expect(await parked()).toEqual(['MAIL_OUTCOME_UNKNOWN']);
    expect(mailsTo(email)).toHaveLength(0);
  });

  it('does not go to an address that mail cannot reach', async () => {
    const { userId, email } = await newcomer();
    await service.set(undeliverableKey(email).id, 'reason', 'bounce');
    expect(await service.deliverMail(userId)).toBe(0);
    expect(mailsTo(email)).toHaveLength(0);
  });
});

describe('the demo accounts', () => {
  it('can log in at once, are created once, and get no mail', async () => {
    const seed = () => seedUsers(service.items, () => new Date());
    expect([await seed(), await seed()]).toEqual([8, 0]);
    expect(await service.logInAs('demo', 'Demo-pass-2026')).toMatchObject({ status: 200 });
    expect(await service.logInAs('admin@example.com', 'Admin-pass-2026')).toMatchObject({ status: 200 });
    const types = (await service.outbox('usr_demo-admin')).map(({ type }) => type);
    expect(types).toEqual([
      'users.user-registered.v1',
      'users.user-registered.v2',
      'users.user-activated.v1',
    ]);
    await service.deliverMail('usr_demo-shopper');
    expect(mailsTo('demo@example.com')).toHaveLength(0);
  });

  it.each(DEMO_ACCOUNTS)('are those that the first page of the shop names: $username', async (account) => {
    await seedUsers(service.items, () => new Date());
    const { body } = await service.logInAs(account.username, account.password);
    const [, claims = ''] = String(body['accessToken']).split('.');
    const { scope } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { scope: string };
    expect(scope.startsWith(account.scopes)).toBe(true);
    expect(account.username === 'admin' || scope === account.scopes).toBe(true);
  });
});
