import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import sesLocal from 'aws-ses-v2-local';
import type { Emulator, EmulatorOptions } from './emulator.ts';

/** The package is CommonJS; its default export sits one level deeper when imported from an ES module. */
const startServer = (sesLocal as unknown as { default: typeof sesLocal.default }).default;

/**
 * Starts the SES emulator (API v1 and v2) in this process. Its root page is the mailbox, `GET /store` gives the mail
 * as JSON. Mail is never kept between runs.
 */
export async function startMailbox({ port }: Pick<EmulatorOptions, 'port'>): Promise<Emulator> {
  const server = await startServer({ host: '0.0.0.0', port });
  const address = server.address() as AddressInfo | null;
  if (address === null)
    throw new Error(`The mailbox could not listen on port ${port}; another program may hold it.`);
  return {
    url: `http://localhost:${address.port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
