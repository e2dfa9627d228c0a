import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { CALLED, leanStripe } from './lean-stripe.ts';

const folder = mkdtempSync(join(tmpdir(), 'cartless-lean-'));
const outfile = join(folder, 'client.js');
afterAll(() => rmSync(folder, { recursive: true }));

describe("Stripe's client without what the shop does not call", () => {
  let inputs: string[];
  beforeAll(async () => {
    const { metafile } = await build({
      stdin: {
        contents: `import Stripe from 'stripe'; export const stripe = new Stripe('sk_1');`,
        resolveDir: join(import.meta.dirname, '../../../../services/orders/src'),
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      metafile: true,
      outfile,
      plugins: [leanStripe],
    });
    inputs = Object.keys(metafile.inputs);
  });
  const run = (call: string) => {
    const script = `const { stripe } = require(${JSON.stringify(outfile)}); ${call}`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    return stdout + stderr;
  };

  it.each(CALLED)('has %s', (file) => {
    expect(inputs.some((input) => input.endsWith(`/stripe/esm/resources/${file}`))).toBe(true);
  });

  it('is made as a whole, and has every call that the shop makes', () => {
    const calls = ['checkout.sessions.create', 'refunds.list', 'disputes.retrieve'];
    expect(run(`console.log([${calls.map((call) => `typeof stripe.${call}`).join()}].join())`)).toBe(
      'function,function,function\n',
    );
  });

  it('carries the code of nothing else', () => {
    const packaged = readFileSync(outfile, 'utf8');
    expect(packaged).toContain('/v1/refunds');
    expect(packaged).not.toMatch(/\/v1\/subscriptions|\/v1\/issuing/);
  });

  it('asks over HTTP, page by page', () => {
    const pages = `
      const { createServer } = require('node:http');
      const server = createServer((request, response) => {
        const last = request.url.includes('starting_after=re_1');
        response.end(JSON.stringify({ object: 'list', data: [{ id: last ? 're_2' : 're_1' }], has_more: !last }));
      }).listen(0, '127.0.0.1', async () => {
        const local = new stripe.constructor('sk_1', { host: '127.0.0.1', port: server.address().port, protocol: 'http' });
        for await (const { id } of local.refunds.list({ limit: 1 })) console.log(id);
        process.exit();
      });`;
    expect(run(pages)).toBe('re_1\nre_2\n');
  });

  it('copies no module of Node name by name', () => {
    expect(readFileSync(outfile, 'utf8')).not.toMatch(/__toESM\(require/);
  });

  it('refuses loudly what is called all the same', () => {
    expect(run(`stripe.webhooks.constructEvent()`)).toContain(
      'constructEvent of createWebhooks of stripe is not packaged',
    );
    expect(run(`stripe.subscriptions.list()`)).toContain(
      'list of SubscriptionResource of stripe is not packaged',
    );
    expect(run(`stripe.issuing.cards.list()`)).toContain('cards of Issuing of stripe is not packaged');
  });
});
