import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { RequestListener, Server } from 'node:http';
import { pickLocale } from '@cartless/domain';
import { type Page, securityHeaders } from '@cartless/html';
import { type Call, isForeignOrigin, localListener, LOOPBACK } from '@cartless/local-server';
import sesLocal from 'aws-ses-v2-local';
import type { Emulator, EmulatorOptions } from './emulator.ts';
import { mailboxPage, MAIL_POLICY, type StoredMail } from './mailbox-page.ts';

/** The package is CommonJS; its default export sits one level deeper when imported from an ES module. */
const startServer = (sesLocal as unknown as { default: typeof sesLocal.default }).default;

type Options = Pick<EmulatorOptions, 'port' | 'host' | 'log'>;

/**
 * Starts the SES emulator (API v1 and v2) in this process. Its root page is the mailbox, `GET /store` gives the mail
 * as JSON. Mail is never kept between runs.
 */
export async function startMailbox({ port, host = LOOPBACK, log }: Options): Promise<Emulator> {
  const server = await startServer({ host, port });
  const address = server.address() as AddressInfo | null;
  if (address === null)
    throw new Error(`The mailbox could not listen on port ${port}; another program may hold it.`);
  const url = `http://localhost:${address.port}`;
  standBefore(server, { url: `http://127.0.0.1:${address.port}`, host, log });
  return {
    url,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The emulator's own page runs whatever a mail brings along, so that ours stand in its place. The rest is its business. */
function standBefore(
  server: Server,
  { url, host, log }: { url: string; host: string; log: (line: string) => void },
): void {
  const [emulator] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request').on(
    'request',
    localListener({
      name: 'mailbox',
      host,
      log,
      async answer(call) {
        if (call.request.method === 'GET' && (call.path === '/' || call.path.startsWith('/mails/'))) {
          await answerPage(call, host === '::1' ? url.replace('127.0.0.1', '[::1]') : url);
          return;
        }
        if (isForeignOrigin(call.request.headers.origin)) {
          call.response.writeHead(403, { ...securityHeaders(), 'content-type': 'application/json' });
          call.response.end(JSON.stringify({ message: 'Only pages on this machine may drive the mailbox.' }));
          return;
        }
        for (const [name, value] of Object.entries(securityHeaders())) call.response.setHeader(name, value);
        emulator?.(call.request, call.response);
      },
      refuse: ({ response }, { status, message }) => {
        response.writeHead(status, { ...securityHeaders(), 'content-type': 'application/json' });
        response.end(JSON.stringify({ message }));
      },
    }),
  );
}

async function answerPage({ request, response, path }: Call, url: string): Promise<void> {
  const { emails } = (await (await fetch(`${url}/store`)).json()) as { emails: StoredMail[] };
  if (path === '/') {
    const shown: Page = mailboxPage(pickLocale(request.headers['accept-language']), emails.toReversed());
    response.writeHead(200, { ...shown.headers, 'cache-control': 'no-store' }).end(shown.text);
    return;
  }
  const mail = emails.find(({ messageId }) => path === `/mails/${encodeURIComponent(messageId)}`);
  response.writeHead(mail?.body.html === undefined ? 404 : 200, {
    ...securityHeaders(MAIL_POLICY),
    'X-Frame-Options': 'SAMEORIGIN',
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(mail?.body.html ?? '');
}
