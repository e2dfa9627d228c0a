import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sesSender } from './ses-sender.ts';

const mail = { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' };
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const refuse =
  (status: number, type: string): Answer =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type })
      .end('{"message":"Address mei@example.com is bad"}');

describe('the sender behind SES', () => {
  let server: Server;
  let answer: Answer = () => undefined;
  const bodies: unknown[] = [];
  const endpoint = process.env['AWS_ENDPOINT_URL_SESV2'];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        bodies.push(JSON.parse(body));
        answer(request, response);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    process.env['AWS_ENDPOINT_URL_SESV2'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    if (endpoint === undefined) delete process.env['AWS_ENDPOINT_URL_SESV2'];
    else process.env['AWS_ENDPOINT_URL_SESV2'] = endpoint;
  });
  const send = () => sesSender('shop@example.com', { configurationSet: 'mail' })('mei@example.com', mail);

  it('hands the mail over as it is, in UTF-8', async () => {
    answer = (_, response) => void response.writeHead(200).end('{"MessageId":"1"}');
    await send();
    const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
    expect(bodies.at(-1)).toEqual({
      FromEmailAddress: 'shop@example.com',
      Destination: { ToAddresses: ['mei@example.com'] },
      Content: {
        Simple: {
          Subject: content('Hello'),
          Body: { Html: content('<p>Hello</p>'), Text: content('Hello') },
        },
      },
      ConfigurationSetName: 'mail',
    });
  });

  it.each([
    ['never takes the mail', refuse(400, 'MessageRejected'), 'MAIL_REFUSED', 'invalid'],
    [
      'does not know the sender',
      refuse(400, 'MailFromDomainNotVerifiedException'),
      'MAIL_REFUSED',
      'invalid',
    ],
    ['has had too many', refuse(429, 'TooManyRequestsException'), 'MAIL_UNAVAILABLE', 'unavailable'],
    ['is broken', refuse(500, 'InternalFailure'), 'MAIL_UNAVAILABLE', 'unavailable'],
    [
      'hangs up without a word',
      ({ socket }: IncomingMessage) => void socket.destroy(),
      'MAIL_UNCERTAIN',
      'invalid',
    ],
  ])(
    'tells apart what happened when SES %s, tries once, and repeats no address',
    async (_, reaction, code, kind) => {
      answer = reaction;
      bodies.length = 0;
      const failure = (await send().catch((error: unknown) => error)) as Error;
      expect(failure).toMatchObject({ code, kind });
      expect(failure.message).not.toContain('mei@example.com');
      expect(bodies).toHaveLength(1);
    },
  );

  it('knows that a mail was not sent when nobody answers the door', async () => {
    const before = process.env['AWS_ENDPOINT_URL_SESV2'];
    process.env['AWS_ENDPOINT_URL_SESV2'] = 'http://127.0.0.1:1';
    await expect(send()).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
    process.env['AWS_ENDPOINT_URL_SESV2'] = before;
  });
});
