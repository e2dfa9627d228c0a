import { once } from 'node:events';
import { Agent, createServer, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sesAnswer, setEnvironment } from '@cartless/testing';
import { sesSender } from './ses-sender.ts';

const mail = { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' };
let answer: Readonly<{ status: number; type?: string }> = { status: 200 };
let requests = 0;
let body = '';
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    requests += 1;
    response.writeHead(answer.status, {
      'content-type': 'text/xml',
    });
    response.end(sesAnswer(answer.type));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const sendTo = (port: number, to = 'mei@example.com') => {
  setEnvironment({ AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${port}` });
  return sesSender('shop@example.com')(to, mail);
};
const send = (to?: string) => sendTo((server.address() as AddressInfo).port, to);

describe('sesSender', () => {
  it('sends once and is content', async () => {
    await expect(send()).resolves.toBeUndefined();
    expect(requests).toBe(1);
  });

  it.each([
    ['Mei+shop@Example.com', 'Mei+shop@example.com'],
    ['li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
  ])('writes to %s as SES can read it', async (typed, read) => {
    await send(typed);
    expect(new URLSearchParams(body).get('Destination.ToAddresses.member.1')).toBe(read);
  });

  it.each([
    ['MAIL_REFUSED', 400, 'MessageRejected'],
    ['MAIL_REFUSED', 400, 'MailFromDomainNotVerifiedException'],
    ['MAIL_REFUSED', 400, 'ConfigurationSetDoesNotExist'],
    ['MAIL_REFUSED', 400, 'InvalidParameterValue'],
    ['MAIL_UNAVAILABLE', 400, 'Throttling'],
    ['MAIL_UNAVAILABLE', 400, 'AccountSendingPausedException'],
    ['MAIL_UNAVAILABLE', 503, 'ServiceUnavailable'],
  ])('answers %s to %i %s, and does not try by itself again', async (code, status, type) => {
    answer = { status, type };
    requests = 0;
    await expect(send()).rejects.toMatchObject({ code });
    expect(requests).toBe(1);
  });

  it('knows that a mail was not sent when nobody listened', async () => {
    await expect(sendTo(9)).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
  });

  it('does not claim to know when the connection broke after the mail was on its way', async () => {
    const breaking = createServer((request) => request.socket.destroy());
    breaking.listen(0, '127.0.0.1');
    await once(breaking, 'listening');
    await expect(sendTo((breaking.address() as AddressInfo).port)).rejects.toMatchObject({
      code: 'MAIL_UNCERTAIN',
    });
    breaking.close();
  });

  it('knows that a mail was not sent when no connection came about', async () => {
    const connecting = Object.assign(new Socket(), { connecting: true });
    const createConnection = jest.spyOn(Agent.prototype, 'createConnection').mockReturnValue(connecting);
    await expect(send()).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
    createConnection.mockRestore();
  });

  it('does not wait for ever for an answer', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    await expect(sendTo((silent.address() as AddressInfo).port)).rejects.toMatchObject({
      code: 'MAIL_UNCERTAIN',
    });
    silent.closeAllConnections();
    silent.close();
  });

  it('writes into no connection that the mail service closed meanwhile', async () => {
    answer = { status: 200 };
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    setEnvironment({ AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const sender = sesSender('shop@example.com');
    await sender('mei@example.com', mail);
    await sender('mei@example.com', mail);
    expect(sockets.size).toBe(2);
  });

  it('repeats no address in what is logged', async () => {
    answer = { status: 400, type: 'MessageRejected' };
    await expect(send()).rejects.toMatchObject({
      message: expect.not.stringContaining('mei@example.com') as unknown,
    });
  });
});
