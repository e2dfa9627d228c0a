import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Plugin, build } from 'esbuild';
import { CALLED, leanStripe } from './lean-stripe.ts';

const folder = mkdtempSync(join(tmpdir(), 'cartless-lean-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Packages the client, and gives the files that are in it. */
async function packaged(outfile: string, plugins: Plugin[]): Promise<string[]> {
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
    plugins,
  });
  return Object.keys(metafile.inputs);
}

describe("Stripe's client without what the shop does not call", () => {
  const lean = join(folder, 'lean.js');
  const whole = join(folder, 'whole.js');
  let inputs: string[];
  beforeAll(async () => {
    inputs = await packaged(lean, [leanStripe]);
    await packaged(whole, []);
  });
  const run = (script: string, client = lean) => {
    const opened = `const { stripe } = require(${JSON.stringify(client)}); ${script}`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', opened], { encoding: 'utf8' });
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
    const text = readFileSync(lean, 'utf8');
    expect(text).toContain('/v1/refunds');
    expect(text).not.toMatch(/\/v1\/subscriptions|\/v1\/issuing/);
  });

  // Every call of `services/orders/src/payments/stripe`, with what has a shape of its own in it.
  const CALLS = {
    'makes a page to pay on': `stripe.checkout.sessions.create({
      mode: 'payment', locale: 'zh', expires_at: 1767225600, metadata: { orderId: 'ord_1' },
      allowed_payment_method_types: ['card', 'alipay'], success_url: 'https://shop.example/ü?payment=done',
      line_items: [{ quantity: 2, price_data: { currency: 'cny', unit_amount: 1999, product_data: { name: '耳机 & Co' } } }],
    }, { idempotencyKey: 'page-ord_1' })`,
    'reads a page': `stripe.checkout.sessions.retrieve('cs_1')`,
    'closes a page': `stripe.checkout.sessions.expire('cs_1')`,
    'reads the pages that were paid': `every(stripe.checkout.sessions.list({ status: 'complete', created: { gte: 1 }, limit: 1 }))`,
    'gives back': `stripe.refunds.create({ payment_intent: 'pi_1', amount: 5, metadata: { key: 'k' } }, { idempotencyKey: 'k' })`,
    'reads what was given back': `every(stripe.refunds.list({ payment_intent: 'pi_1', limit: 1 }))`,
    'reads a dispute': `stripe.disputes.retrieve('dp_1', { expand: ['payment_intent'] })`,
    'reads the disputes': `every(stripe.disputes.list({ payment_intent: 'pi_1', limit: 1, expand: ['data.payment_intent'] }))`,
    'is told of a refusal': `stripe.refunds.create({ payment_intent: 'refused', amount: 5 })`,
  };

  it.each(Object.entries(CALLS))('%s as the whole client does', (_what, call) => {
    const script = `
      const every = async (list) => { const all = []; for await (const one of list) all.push(one); return all; };
      const server = require('node:http').createServer(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        console.log(request.method, request.url, request.headers['content-type'], request.headers['idempotency-key'], body);
        if (body.includes('refused')) response.statusCode = 400;
        const last = request.url.includes('starting_after=one');
        response.end(JSON.stringify(
          body.includes('refused') ? { error: { type: 'invalid_request_error', code: 'charge_disputed', message: 'no' } }
          : /^[^?]*s([?]|$)/.test(request.url) && request.method === 'GET'
            ? { object: 'list', data: [{ id: last ? 'two' : 'one', object: 'refund', amount: 5 }], has_more: !last }
            : { id: 'one', object: 'refund', amount: 5, amount_total: 3998, currency_conversion: { fx_rate: '7.1' } }));
      }).listen(0, '127.0.0.1', async () => {
        const { port } = server.address();
        const given = new stripe.constructor('sk_1', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 });
        const answer = await (async (stripe) => ${call})(given).catch(({ type, code, message }) => ({ type, code, message }));
        console.log(JSON.stringify(answer));
        process.exit();
      });`;
    const sent = (client: string) =>
      run(script, client).replace(/stripe-node-retry-\S+/, 'stripe-node-retry');
    const expected = sent(whole);
    expect(expected).toMatch(/^(?:GET|POST) \/v1\/[^]*\n[[{].+[\]}]\n$/);
    expect(sent(lean)).toBe(expected);
  });

  it('copies no module of Node name by name', () => {
    expect(readFileSync(lean, 'utf8')).not.toMatch(/__toESM\(require/);
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
