import { parseArgs } from 'node:util';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS, readPorts, REGION } from '@cartless/local-aws';
import { countMessages, DEAD_LETTERS, putBack } from '@cartless/lambda/dead-letters';
import { countLine } from './dead-letters/describe-dead-letters.ts';
import { FILTER_HELP, FILTER_OPTIONS, letterFilter } from './dead-letters/letter-filter.ts';
import { chooseLetters, tellLetters } from './dead-letters/move-letters.ts';
import { deadLetterQueues, nameOf } from './dead-letters/read-dead-letters.ts';

const HELP = `Usage: pnpm redrive list           dead-letter queues and how many messages they hold
       pnpm redrive show <queue>   the messages: event, reason, since when
       pnpm redrive move <queue>   says which would go back to the queue that they came from; --write moves them

<queue> is the name of one, or all: every queue of dead letters that is not a relay's (for those there is pnpm replay).

${FILTER_HELP}
  --max N               at most so many of a queue, 1000 where nothing is said
  --stage <stage>       default dev
  --aws                 the account of your AWS credentials; without it the shop on this machine

docs/runbooks/redrive.md says what to use when.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...FILTER_OPTIONS,
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    max: { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
});
const sqs = values.aws
  ? new SQSClient({})
  : new SQSClient({
      endpoint: `http://localhost:${readPorts().messaging}`,
      region: REGION,
      credentials: CREDENTIALS,
    });
const isMeant = letterFilter(values, Date.now());

async function list(): Promise<void> {
  for (const url of await deadLetterQueues(sqs, values.stage))
    console.log(countLine(nameOf(url), await countMessages(sqs, url)));
}

async function show(queue: string): Promise<void> {
  for (const url of await named(queue)) {
    const chosen = await chooseLetters(sqs, url, isMeant);
    await tellLetters(sqs, url, chosen);
    console.log(`${chosen.letters.length} of ${chosen.all} messages in ${nameOf(url)}`);
  }
}

async function move(queue: string, most: number): Promise<void> {
  if (!Number.isInteger(most) || most < 1) throw new Error(`--max ${values.max} is no number of messages.`);
  const urls = (await named(queue)).filter((url) => queue !== 'all' || !isRelays(nameOf(url)));
  const wrong = urls.map(nameOf).find((name) => !name.endsWith(DEAD_LETTERS) || isRelays(name));
  if (wrong !== undefined)
    throw new Error(`${wrong} has no queue to move back to. A relay's failures are replayed: pnpm replay.`);
  for (const url of urls) await moveOf(url, most);
}

async function moveOf(url: string, most: number): Promise<void> {
  const name = nameOf(url);
  const target = name.slice(0, -DEAD_LETTERS.length);
  const to = await urlOf(target);
  const chosen = await chooseLetters(sqs, url, isMeant, most);
  const { letters, all } = chosen;
  if (values.write) {
    await putBack(
      sqs,
      url,
      to,
      letters.map(({ message }) => message),
    );
    console.log(`${letters.length} of ${all} messages moved to ${target}`);
    return;
  }
  await tellLetters(sqs, url, chosen);
  console.log(`${letters.length} of ${all} messages would go back to ${target}; --write moves them`);
}

const isRelays = (name: string): boolean => name.endsWith(`-relay${DEAD_LETTERS}`);

const named = (queue: string): Promise<readonly string[]> =>
  queue === 'all' ? deadLetterQueues(sqs, values.stage) : urlOf(queue).then((url) => [url]);

async function urlOf(queue: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
    return QueueUrl;
  } catch (error) {
    throw new Error(`There is no queue ${queue}; "pnpm redrive list" names them.`, { cause: error });
  }
}

const [command, queue = ''] = positionals;
if (values.help || command === undefined) console.log(HELP);
else if (command === 'list') await list();
else if (command === 'show') await show(queue);
else if (command === 'move') await move(queue, Number(values.max));
else throw new Error(`"${command}" is not known.\n${HELP}`);
