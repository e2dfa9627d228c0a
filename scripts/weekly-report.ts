import { parseArgs } from 'node:util';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CREDENTIALS, readPorts, REGION } from '@cartless/local-aws';
import { askForReport } from './ask-for-report.ts';

const HELP = `Mails the report of a week now, to everybody who gets it, whether it was mailed before or not.

Usage: pnpm weekly-report [2026-11-16] [--stage dev] [--aws]

The date is any day of the week; without one it is the week that goes on, with its numbers so far. A mailbox gets two reports an
hour at most, so a third waits.

  --stage <stage>   default dev
  --aws             the account of your AWS credentials, which need lambda:InvokeFunction; without it the shop on this machine`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [date] = positionals;
if (values.help || positionals.length > 1) throw new Error(HELP);
const endpoint = `http://localhost:${readPorts()['analytics-lambda']}`;
const local = { endpoint, region: REGION, credentials: CREDENTIALS };
const lambda = new LambdaClient(values.aws ? {} : local);
console.log(await askForReport(lambda, { stage: values.stage, date, askedAt: new Date() }));
