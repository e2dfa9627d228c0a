import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import { type Check, NotWell, type Seen } from './check.ts';
import { deployCommand, published, type StageAsked } from './stage.ts';

type Json = Readonly<Record<string, unknown>>;

/** Who calls the shop from outside without a browser, and how an unsigned call is refused when it comes to the service. */
const WEBHOOKS = [
  { of: 'payments', path: '/payments/webhook', code: 'WEBHOOK_SIGNATURE_INVALID' },
  { of: 'carriers', path: '/carriers/webhook', code: 'BAD_SIGNATURE' },
] as const;

/** What answers: the issuer, the services, the shop's one address, and the addresses that partners call. */
export const answerChecks = (asked: StageAsked): Check[] => [
  { name: 'issuer', look: () => issuer(asked) },
  ...SERVICES.map((service) => ({ name: `service ${service}`, look: () => health(asked, service) })),
  { name: 'address of the shop', look: () => address(asked) },
  ...WEBHOOKS.map((webhook) => ({ name: `webhook of ${webhook.of}`, look: () => webhookOf(asked, webhook) })),
];

async function issuer(asked: StageAsked): Promise<Seen> {
  const { stage } = asked;
  const url = await published(asked, 'issuer');
  const signing = await published(asked, 'signing-key-arn');
  const wrong = (what: string): Seen => ({ wrong: what, todo: deployCommand('platform', stage) });
  const document = await json(asked, `${url}/.well-known/openid-configuration`);
  if (document['issuer'] !== url)
    return wrong(`${url} names itself ${String(document['issuer'])}: tokens would be refused`);
  const { keys = [] } = (await json(asked, String(document['jwks_uri']))) as { keys?: { kid: string }[] };
  const kid = signing.slice(signing.lastIndexOf('/') + 1);
  if (!keys.some((key) => key.kid === kid))
    return wrong(`shows ${keys.length} keys, and not the one that signs (${kid})`);
  return { well: `${url} shows ${keys.length === 1 ? 'the key' : `${keys.length} keys`} of its tokens` };
}

async function health(asked: StageAsked, service: string): Promise<Seen> {
  // Calls that do not come through the edge are refused then.
  const base =
    asked.given['edgeOnly'] === 'yes'
      ? siteUrl(asked)
      : `https://${await published(asked, `${service}/api-domain`)}`;
  const url = `${base}/${service}/health`;
  const body = await json(asked, url);
  if (body['service'] !== service || body['stage'] !== asked.stage)
    return {
      wrong: `${url} is ${String(body['service'])} of the stage ${String(body['stage'])}`,
      todo: deployCommand(service, asked.stage),
    };
  const [deployed, here] = [String(body['version']), versionHere(asked, service)];
  return { well: deployed === here ? deployed : `${deployed} (this checkout has ${here})` };
}

const versionHere = ({ services }: StageAsked, service: string): string =>
  (JSON.parse(readFileSync(join(services, service, 'package.json'), 'utf8')) as { version: string }).version;

/** Whether each path comes to its service, and, where there is an edge, everything else to the site. */
async function address(asked: StageAsked): Promise<Seen> {
  const { given, stage } = asked;
  const site = siteUrl(asked);
  const todo =
    given['edge'] === 'yes'
      ? `${deployCommand('edge', stage)}, then pnpm upload:site --stage ${stage}; look whether DNS leads ${site} there.`
      : `Let the proxy at ${site} send each path to its service, or set edge: yes (docs/aws.md, part 6).`;
  try {
    for (const service of SERVICES) {
      const body = await json(asked, `${site}/${service}/health`);
      if (body['service'] !== service)
        return { wrong: `/${service}/health is answered by ${String(body['service'])}`, todo };
    }
    if (given['edge'] !== 'yes') return { well: `${site} leads to all services` };
    const page = await answerOf(asked, `${site}/`);
    if (page.ok && page.headers.get('content-type')?.startsWith('text/html'))
      return { well: `${site} leads to all services and to the site` };
    return { wrong: `${site}/ answers ${page.status} and no page`, todo };
  } catch (error) {
    if (error instanceof NotWell) return { wrong: error.message, todo };
    throw error;
  }
}

async function webhookOf(asked: StageAsked, { of, path, code }: (typeof WEBHOOKS)[number]): Promise<Seen> {
  const url = `${siteUrl(asked)}${path}`;
  const answer = await answerOf(asked, url, { method: 'POST', body: '{}' });
  const { code: said } = (await answer.json().catch(() => ({}))) as { code?: string };
  if (said === code) return { well: `${url} refuses what is not signed` };
  const wrong = `${url} answers ${answer.status} ${said ?? ''}`.trimEnd();
  if (said === 'SECRET_UNAVAILABLE')
    return { wrong, todo: 'Its secret cannot be read; see "values of secrets".' };
  return {
    wrong: `${wrong}, and not ${code}`,
    todo: `Nothing of ${of} reaches the shop: look at "address of the shop" and at what refuses calls before it.`,
  };
}

const siteUrl = ({ given }: StageAsked): string => (given['siteUrl'] ?? '').replace(/\/$/, '');

const UNANSWERED = 'Look at its stack, at DNS, and at the log of the function that should answer.';

/** @throws NotWell naming the address that does not answer as it should */
async function json(asked: StageAsked, url: string): Promise<Json> {
  const answer = await answerOf(asked, url);
  const body = (await answer.json().catch(() => undefined)) as Json | undefined;
  if (answer.ok && body !== undefined) return body;
  throw new NotWell(`${url} answers ${answer.status}${body === undefined ? ' and no JSON' : ''}`, UNANSWERED);
}

/** @throws NotWell naming the address that does not answer */
const answerOf = ({ call }: StageAsked, url: string, init?: RequestInit): Promise<Response> =>
  call(url, init).catch((cause: unknown) => {
    throw new NotWell(`${url} does not answer`, UNANSWERED, { cause });
  });
