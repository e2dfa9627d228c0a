import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A mail that SES took. */
export type TakenMail = Readonly<{
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  configurationSet: string | undefined;
}>;

/** How SES behaves: well, refusing this mail for good, failing for now, or never answering. */
export type SesMood = 'well' | 'refusing' | 'failing' | 'silent';

/** SES's SendEmail (API v2) over HTTP, with a mailbox and a mood. */
export async function startSes() {
  const mails: TakenMail[] = [];
  let mood: SesMood = 'well';
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      if (mood === 'silent') return;
      const { status, type } = ANSWERS[mood];
      if (mood === 'well') mails.push(takenMail(body));
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(type && { 'x-amzn-errortype': type }),
      });
      response.end(
        JSON.stringify(type === undefined ? { MessageId: String(mails.length) } : { message: type }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    setMood(next: SesMood) {
      mood = next;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const ANSWERS = {
  well: { status: 200, type: undefined },
  refusing: { status: 400, type: 'MessageRejected' },
  failing: { status: 503, type: 'ServiceUnavailableException' },
} as const;

type SendEmail = {
  FromEmailAddress: string;
  ConfigurationSetName?: string;
  Destination: { ToAddresses: [string] };
  Content: { Simple: { Subject: { Data: string }; Body: Record<'Html' | 'Text', { Data: string }> } };
};

function takenMail(body: unknown): TakenMail {
  const { FromEmailAddress, Destination, Content, ConfigurationSetName } = body as SendEmail;
  const { Subject, Body } = Content.Simple;
  return {
    to: Destination.ToAddresses[0],
    from: FromEmailAddress,
    subject: Subject.Data,
    html: Body.Html.Data,
    text: Body.Text.Data,
    configurationSet: ConfigurationSetName,
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
