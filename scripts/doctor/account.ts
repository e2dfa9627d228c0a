import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetIdentityVerificationAttributesCommand, GetSendQuotaCommand } from '@aws-sdk/client-ses';
import { GetServiceSettingCommand } from '@aws-sdk/client-ssm';
import { type Check, NotWell, type Seen } from './check.ts';
import type { StageAsked } from './stage.ts';

/** SES gives an account in its sandbox so many mails a day. */
const SANDBOX_MAILS = 200;
/** Of a quota that is soon used up. */
const MUCH = 0.8;
/** AWS keeps so many concurrent functions for those that nothing is reserved for. */
const UNRESERVED = 100;
const THROUGHPUT = '/ssm/parameter-store/high-throughput-enabled';

/** What the account must have been granted before a shop can live in it. */
export const accountChecks = (asked: StageAsked): Check[] => [
  { name: 'sender of mails', look: () => sender(asked) },
  { name: 'quota of mails', look: () => mails(asked) },
  { name: 'quota of functions', look: () => functions(asked) },
  { name: 'quota of code', look: () => code(asked) },
  { name: 'reads of secrets', look: () => throughput(asked) },
];

async function sender({ clients, given }: StageAsked): Promise<Seen> {
  const address = given['senderEmail'] ?? '';
  const Identities = [address, address.slice(address.indexOf('@') + 1)];
  const { VerificationAttributes = {} } = await clients.ses.send(
    new GetIdentityVerificationAttributesCommand({ Identities }),
  );
  const verified = Identities.find((name) => VerificationAttributes[name]?.VerificationStatus === 'Success');
  if (verified !== undefined) return { well: `SES has verified ${verified}` };
  const states = Identities.map(
    (name) => `${name} is ${VerificationAttributes[name]?.VerificationStatus ?? 'not known to SES'}`,
  );
  return {
    wrong: states.join(', '),
    todo: `Verify the domain in SES of ${given['region']}: aws ses verify-domain-identity --domain ${Identities[1]}, and put the record that it answers into DNS.`,
  };
}

async function mails({ clients }: StageAsked): Promise<Seen> {
  const {
    Max24HourSend = 0,
    SentLast24Hours = 0,
    MaxSendRate = 0,
  } = await clients.ses.send(new GetSendQuotaCommand({}));
  // Without a limit it is -1.
  if (Max24HourSend !== -1 && Max24HourSend <= SANDBOX_MAILS)
    return {
      wrong: `${Max24HourSend} mails a day: the account is in the sandbox of SES, and mails reach nobody else`,
      todo: 'Ask SES for production access (aws sesv2 put-account-details, or the console).',
    };
  const says = `${SentLast24Hours} of ${Max24HourSend} mails of this day are sent, ${MaxSendRate} a second are allowed`;
  if (Max24HourSend === -1 || SentLast24Hours < MUCH * Max24HourSend) return { well: says };
  return { wrong: says, todo: 'Ask for more under Service Quotas (Amazon SES, "Sending quota").' };
}

async function functions(asked: StageAsked): Promise<Seen> {
  const { AccountLimit = {} } = await asked.clients.lambda.send(new GetAccountSettingsCommand({}));
  const [has, needs] = [AccountLimit.ConcurrentExecutions ?? 0, concurrencyOf(asked)];
  if (has >= needs) return { well: `${has} at once, and the stage may need ${needs}` };
  return {
    wrong: `${has} at once, and the stage may need ${needs} (queues, what is reserved, and ${UNRESERVED} for calls)`,
    todo: 'Ask for more under Service Quotas (AWS Lambda, "Concurrent executions").',
  };
}

/** How many functions the stage keeps busy when every queue is full, what is reserved, and what AWS keeps for the others. */
function concurrencyOf({ services, given }: StageAsked): number {
  const files = globSync('*/src/**/function.yml', { cwd: services });
  const queues = files.filter((file) => /^ {2}consumes:/m.test(readFileSync(join(services, file), 'utf8')));
  const reserved = Object.values(JSON.parse(given['reserved'] ?? '{}') as Record<string, number>);
  // Every stage whose kind is known has one.
  if (given['queueConcurrency'] === undefined)
    throw new NotWell('what it needs is not known', 'Say in the file of the stage of what kind it is.');
  const perQueue = Number(given['queueConcurrency']);
  return queues.length * perQueue + reserved.reduce((sum, one) => sum + one, 0) + UNRESERVED;
}

async function code({ clients }: StageAsked): Promise<Seen> {
  const { AccountLimit = {}, AccountUsage = {} } = await clients.lambda.send(
    new GetAccountSettingsCommand({}),
  );
  const [used, most] = [AccountUsage.TotalCodeSize ?? 0, AccountLimit.TotalCodeSize ?? 0];
  const says = `${megabytes(used)} of ${megabytes(most)} MB of code are used`;
  if (used < MUCH * most) return { well: says };
  return {
    wrong: says,
    todo: 'Remove old versions of functions, or ask for more under Service Quotas (AWS Lambda).',
  };
}

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

async function throughput({ clients }: StageAsked): Promise<Seen> {
  const { ServiceSetting } = await clients.ssm.send(new GetServiceSettingCommand({ SettingId: THROUGHPUT }));
  if (ServiceSetting?.SettingValue === 'true') return { well: 'higher throughput is switched on' };
  return {
    wrong: 'the region allows 40 reads of parameters a second, which many new containers at once exceed',
    todo: `aws ssm update-service-setting --setting-id ${ServiceSetting?.ARN ?? THROUGHPUT} --setting-value true`,
  };
}
