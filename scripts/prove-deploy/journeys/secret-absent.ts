import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CREDENTIALS, LOCAL_SECRETS, REGION } from '@cartless/local-aws';
import { eventually } from '@cartless/eventually';
import type { Account } from '../account/account.ts';
import type { Call } from './edge.ts';

const SECRET = 'orders/stripe-webhook-secret';

/**
 * Takes a secret away from a stage on which nobody has read it yet: what needs it answers that it cannot at the moment, with the code of
 * that, and goes on as soon as the secret is there.
 * @param call calls the shop of the stage, as its partners do
 */
export async function missSecret({ url }: Account, stage: string, call: Call): Promise<string> {
  const ssm = new SSMClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  const Name = `/cartless/${stage}/${SECRET}`;
  await ssm.send(new DeleteParameterCommand({ Name }));
  const webhook = () =>
    call('POST', '/payments/webhook', {
      headers: {
        'content-type': 'application/json',
        'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
      },
      body: '{}',
    });
  const without = await webhook();
  if (without.status !== 503 || !without.text.includes('SECRET_UNAVAILABLE'))
    throw new Error(`Without ${SECRET} a webhook is answered ${without.status}: ${without.text}`);
  await ssm.send(new PutParameterCommand({ Name, Value: LOCAL_SECRETS[SECRET], Type: 'SecureString' }));
  const { status } = await eventually(webhook, (answer) => answer.status !== 503);
  return `${SECRET}: 503, and ${status} for a webhook with a wrong signature when it was back`;
}
