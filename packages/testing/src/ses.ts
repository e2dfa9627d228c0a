import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';

/** A mail that SES took. */
export type TakenMail = Readonly<{
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  configurationSet: string | undefined;
  /** Of a mail that was given whole: what it brings along, by the name by which its HTML shows it, and its own headers. */
  pictures: Readonly<Record<string, Uint8Array>>;
  unsubscribe: string | undefined;
}>;

/** How SES behaves: well, refusing this mail for good, failing for now, or never answering. */
export type SesMood = 'well' | 'refusing' | 'failing' | 'silent';

/** SES's SendEmail and SendRawEmail (API of 2010-12-01, a form answered in XML) over HTTP, with a mailbox and a mood. */
export async function startSes() {
  const mails: TakenMail[] = [];
  let mood: SesMood = 'well';
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      if (mood === 'silent') return;
      if (mood === 'well') mails.push(await takenMail(new URLSearchParams(body)));
      const { status, code } = ANSWERS[mood];
      response.writeHead(status, { 'content-type': 'text/xml' }).end(sesAnswer(code));
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
  well: { status: 200, code: undefined },
  refusing: { status: 400, code: 'MessageRejected' },
  failing: { status: 503, code: 'ServiceUnavailable' },
} as const;

/** What SES says to SendEmail: that it took the mail, or the code of an error. */
export const sesAnswer = (code?: string): string =>
  code === undefined
    ? `<SendEmailResponse ${SCHEMA}><SendEmailResult><MessageId>1</MessageId></SendEmailResult></SendEmailResponse>`
    : `<ErrorResponse ${SCHEMA}><Error><Type>Sender</Type><Code>${code}</Code><Message>no mail to ` +
      'mei@example.com</Message></Error><RequestId>1</RequestId></ErrorResponse>';

const SCHEMA = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"';

async function takenMail(form: URLSearchParams): Promise<TakenMail> {
  const member = (name: string): string => {
    const value = form.get(name);
    if (value === null) throw new Error(`${form.get('Action')} without ${name}`);
    return value;
  };
  const configurationSet = form.get('ConfigurationSetName') ?? undefined;
  if (form.get('Action') === 'SendRawEmail') {
    const raw = Buffer.from(member('RawMessage.Data'), 'base64');
    const {
      subject = '',
      html,
      text: words = '',
      attachments,
      headerLines,
    } = await simpleParser(raw, {
      skipImageLinks: true,
    });
    return {
      to: member('Destinations.member.1'),
      from: member('Source'),
      subject,
      html: html === false ? '' : html,
      text: words,
      configurationSet,
      pictures: Object.fromEntries(attachments.map(({ cid = '', content }) => [cid, content])),
      unsubscribe: headerLines.find(({ key }) => key === 'list-unsubscribe')?.line,
    };
  }
  return {
    to: member('Destination.ToAddresses.member.1'),
    from: member('Source'),
    subject: member('Message.Subject.Data'),
    html: member('Message.Body.Html.Data'),
    text: member('Message.Body.Text.Data'),
    configurationSet,
    pictures: {},
    unsubscribe: undefined,
  };
}
