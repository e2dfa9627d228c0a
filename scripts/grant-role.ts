import { parseArgs } from 'node:util';
import { grantTo } from '../services/users/scripts/grant-role.ts';
import { useLocalAccount } from './local-account.ts';

const HELP = `Gives roles to an account, beside those that it has: to the first administrator, or to anybody.

Usage: pnpm grant-role usr_… <role> …

A role is catalogue, fulfilment, finance, support, reports or staff; admin is all of them.

  --stage <stage>   default dev
  --aws             the account of your AWS credentials, which need GetItem, PutItem and UpdateItem on the table of users;
                    without it the shop on this machine`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [userId = '', ...roles] = positionals;
if (values.help || roles.length === 0) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
if (!values.aws) useLocalAccount();
try {
  console.log(await grantTo(userId, roles, `cartless-${values.stage}-users`));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
