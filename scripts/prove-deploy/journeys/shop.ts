import type { Ports } from '@cartless/local-aws';
import { ownedRoutes, type Service, startGateway } from '@cartless/local-aws/dev';
import { startLocalServer } from '@cartless/local-server';
import { startCarrierSimulator, startKuaidi100Simulator, startPaymentSimulator } from '@cartless/simulators';
import { LOCAL_CUSTOMER, LOCAL_SECRETS } from '@cartless/local-aws';
import type { Account } from '../account/account.ts';
import { outputsOf } from '../account/outputs.ts';
import type { Stage } from '../deploying/stage.ts';

type Stoppable = Readonly<{ stop(): Promise<void> }>;
type Log = (line: string) => void;

/** Starts the one address of a deployed stage, before those of its services that are deployed, as CloudFront is it on AWS. */
export async function startFront(
  account: Account,
  { name }: Stage,
  {
    root,
    services,
    ports,
    log,
  }: Readonly<{ root: string; services: readonly Service[]; ports: Ports; log: Log }>,
): Promise<Stoppable> {
  const routes = (await ownedRoutes(root)).filter(({ service }) => services.includes(service));
  const apis = new Map<Service, string>();
  for (const service of services) {
    const { HttpApiId } = await outputsOf(account, `cartless-${service}-${name}`, 'HttpApiId');
    apis.set(service, `${account.url}/_aws/execute-api/${HttpApiId}/$default`);
  }
  return startGateway({
    ports,
    root,
    routes,
    log,
    apiOf: (service) => apis.get(service) ?? '',
    host: '127.0.0.1',
  });
}

/** Starts those whom the shop works with: payment provider and carriers, who call the shop at its address. */
export async function startPartners({ siteUrl }: Stage, ports: Ports, log: Log): Promise<Stoppable> {
  const partners = await Promise.all([
    startPaymentSimulator({
      port: ports.payments,
      webhookUrl: `${siteUrl}/payments/webhook`,
      webhookSecret: LOCAL_SECRETS['orders/stripe-webhook-secret'],
      log,
    }),
    startCarrierSimulator({
      port: ports.carrier,
      webhookUrl: `${siteUrl}/carriers/webhook`,
      webhookSecret: LOCAL_SECRETS['logistics/carrier-webhook-secret'],
      log,
    }),
    startKuaidi100Simulator({
      port: ports.kuaidi100,
      account: {
        customer: LOCAL_CUSTOMER,
        key: LOCAL_SECRETS['logistics/kuaidi100-key'],
        secret: LOCAL_SECRETS['logistics/kuaidi100-secret'],
      },
      log,
    }),
  ]);
  return { stop: async () => void (await Promise.all(partners.map((partner) => partner.stop()))) };
}

type SesMail = Readonly<{ To: string[]; Subject: string; BodyText: string; BodyHtml: string | null }>;

/** Gives the mails that SES took as the mailbox of the shop on a laptop does. */
export async function startMailbox({ url }: Account, port: number, log: Log): Promise<Stoppable> {
  return startLocalServer({
    name: 'mailbox',
    port,
    log,
    async answer({ response }) {
      const answer = await fetch(`${url}/_ministack/ses/messages`);
      const { messages } = (await answer.json()) as { messages: Record<string, SesMail[]> };
      const emails = Object.values(messages)
        .flat()
        .map(({ To, Subject, BodyText, BodyHtml }) => ({
          subject: Subject,
          body: { text: BodyText, html: BodyHtml ?? '' },
          destination: { to: To },
        }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ emails }));
    },
    refuse: ({ response }, { status }) => void response.writeHead(status).end(),
  });
}
