import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { givenTo } from '@cartless/infrastructure';
import { uploadSite } from './deploying/upload-site.ts';

const HELP = `Usage: pnpm upload:site --stage <stage> [--from packages/storefront/dist]

Puts the built storefront where the edge of the stage serves it from. AWS credentials are taken from the environment.`;

const ROOT = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    from: { type: 'string', default: join(ROOT, 'packages/storefront/dist') },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.stage === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else {
  const { region } = givenTo(join(ROOT, 'services'), values.stage, []);
  const settings = region === undefined ? {} : { region };
  const clients = { s3: new S3Client(settings), ssm: new SSMClient(settings) };
  const files = await uploadSite(values.stage, values.from, clients);
  console.log(`${files.length} files of the site are there.`);
}
