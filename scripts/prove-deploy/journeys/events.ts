import { LambdaClient } from '@aws-sdk/client-lambda';
import { eventually } from '@cartless/eventually';
import { CREDENTIALS, type Ports, REGION } from '@cartless/local-aws';
import { type Api, apiAt } from '../../../test/e2e/api.ts';
import { ADDRESS, logInDemo, orderOne } from '../../../test/e2e/shopper.ts';
import { giveTo } from '../../../test/e2e/traces.ts';
import { askForReport } from '../../ask-for-report.ts';
import type { Account } from '../account/account.ts';
import type { Stage } from '../deploying/stage.ts';

/** What SES says of a mail that came back, put where its topic brings it. */
const BOUNCE = {
  eventType: 'Bounce',
  mail: { timestamp: '2026-11-21T08:00:00.000Z' },
  bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'nobody@example.com' }] },
} as const;

/** Lets happen what only an event can tell the functions of, and no journey has: a bounce, a dispute, an address that changes, a report. */
export async function causeEvents(account: Account, stage: Stage, ports: Ports): Promise<string> {
  const api = apiAt(stage.siteUrl);
  await giveTo(ports, `cartless-${stage.name}-users-mail-feedback`, BOUNCE);
  const token = await logInDemo(api);
  const orderId = await paidOrder(api, token);
  const shippingAddress = { ...ADDRESS, line1: '淮海中路 1 号' };
  await expectOk(api('PATCH', `/orders/${orderId}`, { token, body: { shippingAddress } }));
  await dispute(ports);
  const lambda = new LambdaClient({ endpoint: account.url, region: REGION, credentials: CREDENTIALS });
  await askForReport(lambda, { stage: stage.name, date: undefined, askedAt: new Date() });
  // A file is written later only when it is long; the writer hears of one that is not there any more.
  await giveTo(ports, `cartless-${stage.name}-analytics-exports`, { exportId: `exp_${'0'.repeat(24)}` });
  return 'a bounce, another address, a dispute, a report, a file';
}

async function paidOrder(api: Api, token: string): Promise<string> {
  const { orderId } = await expectOk(orderOne(api, token));
  const { paymentUrl } = await expectOk(api('POST', `/orders/${orderId}/payment`, { token }));
  await fetch(`${String(paymentUrl)}/pay`, { method: 'POST', redirect: 'manual' });
  await eventually(
    () => api('GET', `/orders/${orderId}`, { token }),
    ({ body }) => body['status'] === 'paid' && body['orderNumber'] !== null,
  );
  return String(orderId);
}

async function dispute(ports: Ports): Promise<void> {
  const control = `http://localhost:${ports.payments}/_control`;
  const { sessions } = (await (await fetch(`${control}/state`)).json()) as {
    sessions: { payment_intent: string | null }[];
  };
  const paid = sessions.findLast(({ payment_intent }) => payment_intent !== null);
  const answer = await fetch(`${control}/disputes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ payment_intent: paid?.payment_intent }),
  });
  if (!answer.ok) throw new Error(`no dispute: ${await answer.text()}`);
}

async function expectOk(call: ReturnType<Api>): Promise<Awaited<ReturnType<Api>>['body']> {
  const { status, body } = await call;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
