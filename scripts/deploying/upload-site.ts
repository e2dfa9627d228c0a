import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { siteCacheControl, siteFileType } from '@cartless/local-aws/site-headers';

type Clients = Readonly<{ s3: S3Client; ssm: SSMClient }>;

/**
 * Puts the files of the storefront where CloudFront serves them from. What is named after its content comes first and is kept for ever
 * by browsers; `index.html`, which names it, comes last and is asked for each time, so nobody sees half of a release.
 *
 * @param folder with the built site
 * @returns the paths, in the order in which they were put
 * @throws Error when the site is not built, has a file of an unknown kind, or the edge of the stage is not there
 */
export async function uploadSite(stage: string, folder: string, { s3, ssm }: Clients): Promise<string[]> {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(
      `There is no built site in ${folder}. Build it: pnpm --filter @cartless/storefront build`,
    );
  const files = globSync('**/*.*', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
  const unknown = files.filter((file) => siteFileType(file) === undefined);
  if (unknown.length > 0) throw new Error(`Nobody said of what type these files are: ${unknown.join(', ')}`);
  const Bucket = await siteBucket(stage, ssm);
  const inOrder = files.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  for (const file of inOrder) {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: file,
        Body: readFileSync(join(folder, file)),
        ContentType: siteFileType(file),
        CacheControl: siteCacheControl(file),
      }),
    );
  }
  return inOrder;
}

const rank = (file: string): number => (file.endsWith('.html') ? 2 : file.startsWith('assets/') ? 0 : 1);

async function siteBucket(stage: string, ssm: SSMClient): Promise<string> {
  const Name = `/cartless/${stage}/edge/site-bucket`;
  const answer = await ssm.send(new GetParameterCommand({ Name })).catch((cause: unknown) => {
    throw new Error(
      `The stage "${stage}" does not say where its site lies (${Name}); deploy its edge first.`,
      {
        cause,
      },
    );
  });
  return answer.Parameter?.Value ?? '';
}
