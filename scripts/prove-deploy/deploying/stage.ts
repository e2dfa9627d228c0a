import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { SERVICES } from '@cartless/domain';
import { CREDENTIALS, LOCAL_SECRETS, type Ports, REGION } from '@cartless/local-aws';
import { parse, stringify } from 'yaml';
import type { Account } from '../account/account.ts';

/** A stage of the emulated account, the address of its shop, and whether CloudFront stands before its services. */
export type Stage = Readonly<{ name: string; siteUrl: string; edge?: boolean }>;

const EDGE_PROOF = 'what CloudFront says on this machine';

const at = ({ url }: Account) => ({ endpoint: url, region: REGION, credentials: CREDENTIALS });

/**
 * Gives a stage what docs/guides/set-up-a-stage.md asks for: its file, its secrets, and a sender that SES has verified. Settings are
 * those of the shop on a laptop; payment provider and carriers are the simulators.
 */
export async function setUpStage(
  checkout: string,
  account: Account,
  { name, siteUrl, edge = false }: Stage,
  ports: Ports,
): Promise<void> {
  const stages = join(checkout, 'services/stages');
  const settings = {
    ...(parse(readFileSync(join(stages, 'local.yml'), 'utf8')) as Record<string, unknown>),
    siteUrl,
    // Tables stay and are deleted by hand, as on the stage of a team.
    kind: 'shared',
    deletionProtection: 'no',
    // An order that nobody pays ends while the proof runs.
    payWithinSeconds: '120',
    stripeApiUrl: `http://localhost:${ports.payments}`,
    carrierApiUrl: `http://localhost:${ports.carrier}/v2`,
    kuaidi100PollUrl: `http://localhost:${ports.kuaidi100}`,
    kuaidi100LabelUrl: `http://localhost:${ports.kuaidi100}`,
    ...(edge && { edge: 'yes', edgeOnly: 'yes' }),
  };
  const proofs = [...SERVICES, 'edge'].map((service) => [`${service}/edge-proof`, EDGE_PROOF]);
  writeFileSync(join(stages, `${name}.yml`), stringify(settings));
  const ses = new SESClient(at(account));
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: String(settings['senderEmail' as never]) }));
  const ssm = new SSMClient(at(account));
  for (const [secret = '', Value] of [...Object.entries(LOCAL_SECRETS), ...(edge ? proofs : [])]) {
    if (secret.endsWith('/redis-url')) continue;
    const Name = `/cartless/${name}/${secret}`;
    await ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
  }
}
