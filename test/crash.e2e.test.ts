import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isPortFree } from '@cartless/local-aws';
import { eventually } from '@cartless/eventually';
import { type Api, apiAt, mailsTo } from './e2e/api.ts';
import { freePortBlock } from './e2e/free-port-block.ts';
import { killDescendant } from './e2e/processes.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { logInDemo, orderOne } from './e2e/shopper.ts';

const root = dirname(import.meta.dirname);

describe('a shop whose parts are killed', () => {
  let shop: RunningShop;
  let api: Api;
  let token: string;

  beforeAll(async () => {
    shop = await startRunningShop({ apart: true });
    api = apiAt(shop.url);
    token = await logInDemo(api);
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  const order = async (orderId: string) => (await api('GET', `/orders/${orderId}`, { token })).body;
  const place = async (): Promise<string> => {
    const answer = await orderOne(api, token);
    expect(answer.status).toBe(201);
    return String(answer.body['orderId']);
  };
  const pay = async (orderId: string): Promise<void> => {
    const { body } = await api('POST', `/orders/${orderId}/payment`, { token });
    await fetch(`${String(body['paymentUrl'])}/pay`, { method: 'POST', redirect: 'manual' });
  };
  const control = (part: 'payments' | 'carrier', path: string, body: unknown) =>
    fetch(`http://localhost:${shop.ports[part]}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('sends a parcel that was paid while logistics was dead, exactly one', async () => {
    await killDescendant(shop.pid, 'services logistics');
    const orderId = await place();
    await eventually(
      () => order(orderId),
      ({ orderNumber }) => orderNumber !== null,
    );
    await pay(orderId);
    const { orderNumber } = await order(orderId);
    await eventually(
      async () => (await api('GET', `/shipments/${String(orderNumber)}`, { token })).body,
      (shipment) => typeof shipment['trackingNumber'] === 'string',
    );
    const state = (await (await fetch(`http://localhost:${shop.ports.carrier}/_control/state`)).json()) as {
      trackers: unknown[];
    };
    expect(state.trackers).toHaveLength(1);
    expect(shop.output()).toContain('logistics has stopped, and is started again');
  });

  it('takes a payment whose webhook comes twice, and while orders was dead, once', async () => {
    const orderId = await place();
    const { orderNumber } = await eventually(
      () => order(orderId),
      (body) => body['orderNumber'] !== null,
    );
    await control('payments', 'webhooks', { duplicate: true });
    const { body } = await api('POST', `/orders/${orderId}/payment`, { token });
    await killDescendant(shop.pid, 'services orders');
    await fetch(`${String(body['paymentUrl'])}/pay`, { method: 'POST', redirect: 'manual' });
    const settled = await eventually(
      () => order(orderId),
      (answer) => answer['status'] === 'paid',
    );
    expect(settled['history'].map(({ status }: { status: string }) => status)).toEqual(['placed', 'paid']);
    const mails = await mailsTo(`http://localhost:${shop.ports.mailbox}`, 'demo@example.com');
    const subjects = mails
      .map(({ subject }) => subject)
      .filter((subject) => subject.includes(String(orderNumber)));
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it('says so and ends when DynamoDB is killed, and leaves nothing behind', async () => {
    await killDescendant(shop.pid, 'DynamoDBLocal.jar');
    await eventually(
      () => Promise.all(Object.values(shop.ports).map(isPortFree)),
      (ports) => ports.every((free) => free),
    );
    await eventually(
      async () => shop.output(),
      (output) => output.includes('dynamodb has stopped, and the shop cannot run without it'),
    );
  });
});

describe('a shop whose services share a process that is killed', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startRunningShop();
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  it('starts all of them again, and numbers what was placed just before', async () => {
    const api = apiAt(shop.url);
    const token = await logInDemo(api);
    const { status, body } = await orderOne(api, token);
    expect(status).toBe(201);
    await killDescendant(shop.pid, 'offline-services.ts');
    await eventually(
      async () => (await api('GET', `/orders/${String(body['orderId'])}`, { token })).body,
      ({ orderNumber }) => typeof orderNumber === 'string',
    );
    expect(shop.output()).toContain('the services have stopped, and all services are started again');
  });
});

describe('a shop that cannot start', () => {
  const run = async (env: Record<string, string>): Promise<string> => {
    const child = spawn(join(root, 'node_modules/.bin/node'), ['scripts/start.mjs', 'dev.ts'], {
      cwd: root,
      env: { ...process.env, CARTLESS_PORT_BASE: String(await freePortBlock()), NO_COLOR: '1', ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    return output;
  };

  it('names the taken port, the part it is for and the variable that moves it', async () => {
    const server = createServer().listen(0);
    const { port } = server.address() as { port: number };
    expect(await run({ CARTLESS_PORT_ORDERS: String(port) })).toContain(
      `${port} for orders is taken; set CARTLESS_PORT_ORDERS`,
    );
    server.close();
  });

  it('names the service that does not start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cartless-stages-'));
    const settings = readFileSync(join(root, 'services/stages/local.yml'), 'utf8');
    const lacking = settings.replace(/^shippingRules:\n(?:[ #].*\n)+/m, '');
    expect(lacking.length).toBeLessThan(settings.length);
    writeFileSync(join(folder, 'local.yml'), lacking);
    const output = await run({ CARTLESS_STAGES: folder });
    rmSync(folder, { recursive: true });
    expect(output).toMatch(/^orders .*shippingRules/m);
    expect(output).toContain('orders did not start; see its log above');
  });

  it('says what to install when there is no Java', async () => {
    const output = await run({ PATH: dirname(process.execPath), JAVA_HOME: '' });
    expect(output).toContain('Install a Java runtime');
  });

  it('says what failed where nobody waited for it, and ends', async () => {
    const planted = `setTimeout(() => { Promise.reject(new Error('planted')) }, 500)`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(planted)}`;
    const output = await run({ NODE_OPTIONS });
    expect(output).toContain('A promise was rejected and nobody waited for it, and the shop cannot go on:');
    expect(output).toContain('Error: planted');
  });

  it('ends when nobody can read any more what it says, and does not try to say so for ever', async () => {
    const base = await freePortBlock();
    const child = spawn(join(root, 'node_modules/.bin/node'), ['scripts/start.mjs', 'dev.ts'], {
      cwd: root,
      env: { ...process.env, CARTLESS_PORT_BASE: String(base) },
    });
    child.stdout.destroy();
    child.stderr.destroy();
    try {
      expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
      await eventually(
        () => isPortFree(base),
        (isFree) => isFree,
      );
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('names the setting that is no address', async () => {
    expect(await run({ CARTLESS_HOST: 'my-laptop' })).toContain('CARTLESS_HOST is "my-laptop"');
  });

  it('says how to start it on an old Node', async () => {
    const { stderr } = await new Promise<{ stderr: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        [
          '-e',
          "Object.defineProperty(process.versions,'node',{value:'20.1.0'});process.argv[2]='dev.ts';import('./scripts/start.mjs')",
        ],
        { cwd: root },
      );
      let text = '';
      child.stderr.on('data', (chunk) => (text += String(chunk)));
      child.once('close', () => resolve({ stderr: text }));
    });
    expect(stderr).toContain('npx -y pnpm@12 dev');
  });
});
