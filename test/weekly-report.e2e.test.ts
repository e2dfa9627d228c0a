import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { waitingMessages } from '@cartless/local-aws/dev';
import { askForReport } from '../scripts/ask-for-report.ts';
import { type Api, apiAt, mailsTo } from './e2e/api.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { logInDemo, orderOne } from './e2e/shopper.ts';

const SUBJECT = { en: /^Cartless: the week of /, 'zh-CN': /^Cartless 周报：/ };

describe('the weekly report, in the running shop', () => {
  let shop: RunningShop;
  let api: Api;
  let lambda: LambdaClient;

  beforeAll(async () => {
    shop = await startRunningShop();
    api = apiAt(shop.url);
    const endpoint = `http://localhost:${shop.ports['analytics-lambda']}`;
    lambda = new LambdaClient({ endpoint, region: REGION, credentials: CREDENTIALS });
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const mailbox = () => `http://localhost:${shop.ports.mailbox}`;
  const reportsTo = async (name: string, subject = SUBJECT.en) =>
    (await mailsTo(mailbox(), `${name}@example.com`)).filter((mail) => subject.test(mail.subject));
  const logIn = async (name: 'reports' | 'admin', password: string) =>
    String((await api('POST', '/login', { body: { identifier: name, password } })).body['accessToken']);
  const ask = (askedAt = new Date()) => askForReport(lambda, { stage: 'dev', date: undefined, askedAt });

  it('goes from the numbers of analytics to the mailboxes of those who may see them, once', async () => {
    const admin = await logIn('admin', 'Admin-pass-2026');
    const reports = await logIn('reports', 'Reports-pass-2026');
    expect((await api('PATCH', '/me', { token: admin, body: { locale: 'zh-CN' } })).status).toBe(200);
    await expect(ask()).rejects.toThrow('no order yet');

    const placed = await orderOne(api, await logInDemo(api));
    expect(placed.status).toBe(201);
    await eventually(
      () => api('GET', '/analytics/summary?metrics=orders', { token: reports }),
      ({ body }) => body['totals']?.orders === 1,
    );
    // The schedule finds no week that is over with an order before its end.
    const run = await lambda.send(
      new InvokeCommand({ FunctionName: 'cartless-analytics-dev-makeWeeklyReport', Payload: '{}' }),
    );
    expect(JSON.parse(Buffer.from(run.Payload ?? []).toString())).toMatchObject({ why: 'no order yet' });

    const askedAt = new Date();
    expect(await ask(askedAt)).toMatch(/^The report of the week from \d{4}-\d\d-\d\d is on its way/);
    await expect(ask(askedAt)).rejects.toThrow('made before');
    const [mail] = await eventually(
      () => reportsTo('reports'),
      (mails) => mails.length > 0,
    );
    expect(mail?.text).toContain('Orders: 1 (0 the week before)');
    expect(mail?.text).toContain('The week is not over');
    // What the mailbox's own parser made of the picture that the HTML names.
    expect(mail?.html).toMatch(/<img\s+src="data:image\/png;base64,iVBOR/);
    await eventually(
      () => reportsTo('admin', SUBJECT['zh-CN']),
      (mails) => mails.length > 0,
    );

    const off = { token: reports, body: { weeklyReport: false } };
    expect((await api('PATCH', '/me', off)).body).toMatchObject({ weeklyReport: false });
    await ask(new Date(askedAt.getTime() + 1));
    await eventually(
      () => reportsTo('admin', SUBJECT['zh-CN']),
      (mails) => mails.length === 2,
    );
    await eventually(
      () => waitingMessages(shop.ports),
      (waiting) => waiting === 0,
    );
    expect(await reportsTo('reports')).toHaveLength(1);
    expect(await reportsTo('demo')).toEqual([]);
    expect(await reportsTo('catalogue')).toEqual([]);
  });
});
