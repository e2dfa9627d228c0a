import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Policies by their names, each with its versions, the oldest first; the last one counts. */
export type Policies = Map<string, string[]>;

/** AWS keeps so many versions of a policy, and refuses another. */
const MOST_VERSIONS = 5;

/** Starts what of IAM has to do with the versions of managed policies. */
export async function startIam(policies: Policies) {
  const server = createServer((request, response) => {
    answer(policies, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

const xml = (action: string, result: string): string =>
  `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${result}</${action}Result></${action}Response>`;
const arnOf = (name: string): string => `arn:aws:iam::000000000000:policy/${name}`;

async function answer(policies: Policies, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = new URLSearchParams(await text(request));
  const action = String(asked.get('Action'));
  const versions = policies.get(String(asked.get('PolicyArn')).split('/').pop() ?? '') ?? [];
  const idOf = (at: number): string => `v${at + 1}`;
  const answers: Readonly<Record<string, () => string>> = {
    ListPolicies: () =>
      `<IsTruncated>false</IsTruncated><Policies>${[...policies.keys()]
        .map((name) => `<member><PolicyName>${name}</PolicyName><Arn>${arnOf(name)}</Arn></member>`)
        .join('')}</Policies>`,
    ListPolicyVersions: () =>
      `<IsTruncated>false</IsTruncated><Versions>${versions
        .map((_, at) => {
          const isLast = at === versions.length - 1;
          const created = new Date(at * 1000).toISOString();
          return `<member><VersionId>${idOf(at)}</VersionId><IsDefaultVersion>${isLast}</IsDefaultVersion><CreateDate>${created}</CreateDate></member>`;
        })
        .join('')}</Versions>`,
    DeletePolicyVersion: () => {
      versions.splice(Number(String(asked.get('VersionId')).slice(1)) - 1, 1);
      return '';
    },
    CreatePolicyVersion: () => {
      versions.push(String(asked.get('PolicyDocument')));
      return `<PolicyVersion><VersionId>${idOf(versions.length - 1)}</VersionId></PolicyVersion>`;
    },
  };
  const isFull = action === 'CreatePolicyVersion' && versions.length >= MOST_VERSIONS;
  response.writeHead(isFull ? 409 : 200, { 'content-type': 'text/xml' });
  response.end(
    isFull
      ? '<ErrorResponse><Error><Code>LimitExceeded</Code><Message>five versions</Message></Error></ErrorResponse>'
      : xml(action, answers[action]?.() ?? ''),
  );
}
