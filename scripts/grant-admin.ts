import { parseArgs } from 'node:util';
import { grantAdminTo } from '../services/users/scripts/grant-admin.ts';
import { useLocalAccount } from './local-account.ts';

const HELP = `Makes an account an administrator's: the first one, or any other.

Usage: pnpm grant-admin usr_…

  --stage <stage>   default dev
  --aws             the account of your AWS credentials, which need GetItem and PutItem on the table of users;
                    without it the shop on this machine`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    aws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || positionals.length !== 1) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
if (!values.aws) useLocalAccount();
await grantAdminTo(positionals[0] ?? '', `cartless-${values.stage}-users`);
