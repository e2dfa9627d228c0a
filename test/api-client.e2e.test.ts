import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { eventually } from '@cartless/eventually';
import { apiAt, mailsTo } from './e2e/api.ts';
import { startBrowser } from './e2e/browser.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { logInDemo, orderOne } from './e2e/shopper.ts';

const root = dirname(import.meta.dirname);
const client = join(root, 'packages/api-client');
const run = promisify(execFile);

/** The examples of a README, one after the other. */
const examplesOf = (text: string): string =>
  [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code).join('\n');

describe('the client of the API, in a project of somebody else', () => {
  const project = mkdtempSync(join(tmpdir(), 'client-project-'));
  const inProject = (file: string, args: readonly string[], env: Record<string, string> = {}) =>
    run(file, args, { cwd: project, env: { ...process.env, ...env } });
  let shop: RunningShop;
  let env: Record<string, string>;

  beforeAll(async () => {
    pack(project);
    const readme = examplesOf(readFileSync(join(client, 'README.md'), 'utf8'));
    writeFileSync(
      join(project, 'readme.ts'),
      readme.replaceAll("'http://localhost:4000'", 'process.env.SHOP!'),
    );
    cpSync(join(client, 'examples/whole-journey.ts'), join(project, 'whole-journey.ts'));
    shop = await startRunningShop();
    env = {
      SHOP: shop.url,
      MAILBOX: `http://localhost:${shop.ports.mailbox}`,
      CARRIER: `http://localhost:${shop.ports.carrier}`,
    };
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  it('is installed with modules, types and its licence, and no source', () => {
    const installed = join(project, 'node_modules/@cartless/api-client');
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ license: 'MIT', publishConfig: { access: 'public', provenance: true } });
    expect(manifest).not.toHaveProperty('private');
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(root, 'LICENSE'), 'utf8'),
    );
    expect(realpathSync(installed).startsWith(realpathSync(project))).toBe(true);
  });

  it('has types for the strictest of compilers', async () => {
    await expect(
      inProject(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']),
    ).resolves.toMatchObject({ stdout: '' });
    writeFileSync(
      join(project, 'wrong.ts'),
      readFileSync(join(project, 'readme.ts'), 'utf8').replace('product.title', 'product.name'),
    );
    const { stdout } = await inProject(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      '.',
    ]).catch((failure: { stdout: string }) => failure);
    expect(stdout).toMatch(/wrong\.ts.*TS2339: Property 'name' does not exist/);
  });

  it('does what its README shows', async () => {
    const { stdout } = await inProject(process.execPath, ['readme.ts'], env);
    const lines = stdout.split('\n');
    expect(lines).toContain('PRODUCT_NOT_FOUND');
    expect(lines).toContain("{ userId: 'usr_demo-shopper' }");
    expect(stdout).toMatch(/^prd_\S+ costs CN¥/m);
    expect(lines).toContain('¥19.99');
    expect(lines).toContain('2026-11-22');
    expect(lines.at(-2)).toBe('changed');
    expect(stdout).not.toMatch(/undefined|CODE_REQUIRED/);
  });

  it("goes a shopper's whole way, and does a day of the staff's work", async () => {
    const { stdout } = await inProject(process.execPath, ['whole-journey.ts'], env);
    expect(stdout).toMatch(
      /^registered usr_.*takes .*quoted .*paid \d{8}-.*returned one.*refunded 2 times.*today \{.*done\n$/s,
    );
  });

  describe('on a page of the shop, in a real browser', () => {
    let browser: Browser;
    let context: BrowserContext;
    const open = async (of = context): Promise<Page> => {
      const page = await of.newPage();
      await page.goto(`${shop.url}/client/`);
      await page.waitForFunction('globalThis.shop !== undefined');
      return page;
    };

    beforeAll(async () => {
      browser = await startBrowser();
      context = await browser.newContext();
      context.setDefaultTimeout(0);
      await servePublished(context, shop.url, project);
    });
    afterAll(() => (browser as Browser | undefined)?.close());

    it('browses the catalogue, registers and logs in', async () => {
      const page = await open();
      expect(
        await page.evaluate(`(async () => {
          const titles = [];
          for await (const { title } of shop.items('/products', { params: { query: { limit: 2 } } })) {
            titles.push(title);
            if (titles.length === 5) return titles.length;
          }
        })()`),
      ).toBe(5);

      const username = `tab${Date.now()}`;
      const who = { username, password: 'Quiet-river-2026', email: `${username}@example.com` };
      const registered = await page.evaluate<{ data?: { userId: string } }>(
        `shop.post('/register', { body: ${JSON.stringify(who)} })`,
      );
      const logIn = `shop.session.logIn({ identifier: '${username}', password: '${who.password}' })`;
      expect(await page.evaluate(`${logIn}.then(({ error }) => error.code)`)).toBe('NOT_ACTIVATED');
      const [mail] = await eventually(
        () => mailsTo(`http://localhost:${shop.ports.mailbox}`, who.email),
        ({ length }) => length > 0,
      );
      await fetch(/http\S+verify\S+/.exec(mail?.text ?? '')?.[0] ?? '', { redirect: 'manual' });
      const loggedIn = await page.evaluate<{ data: unknown }>(logIn);
      expect(loggedIn.data).toEqual({ userId: registered.data?.userId });
      expect(await page.evaluate(`shop.get('/me').then(({ data }) => data.username)`)).toBe(username);
    });

    it('exchanges a token that has ended once for two tabs that need it at the same moment', async () => {
      const [one, other] = await Promise.all([open(), open()]);
      await one.evaluate(`shop.session.logIn({ identifier: 'demo', password: 'Demo-pass-2026' })`);
      await one.evaluate(`(() => {
        const key = Object.keys(localStorage).find((name) => name.endsWith(':session'));
        localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), expiresAt: 0 }));
      })()`);
      const exchanges: Route[] = [];
      await context.route('**/token/refresh', (route) => void exchanges.push(route));
      const answers = [one, other].map((tab) =>
        tab.evaluate<number>(`shop.get('/me').then(({ response }) => response.status)`),
      );
      // Either both have asked the shop, or one waits for the other.
      await eventually(
        () => one.evaluate<number>(`navigator.locks.query().then(({ pending }) => pending.length)`),
        (waiting) => waiting + exchanges.length === 2,
      );
      expect(exchanges).toHaveLength(1);
      await Promise.all(exchanges.map((route) => route.continue()));
      expect(await Promise.all(answers)).toEqual([200, 200]);
      expect(exchanges).toHaveLength(1);
      await context.unroute('**/token/refresh');
    });

    it('keeps the session of an own page in a cookie that no script sees, for all tabs and after a reload', async () => {
      const pages = await browser.newContext();
      try {
        await servePublished(pages, shop.url, project);
        const [one, other] = await Promise.all([open(pages), open(pages)]);
        await one.evaluate(`ownShop.session.logIn({ identifier: 'demo', password: 'Demo-pass-2026' })`);
        const seen = await one.evaluate<string>(`document.cookie + JSON.stringify({ ...localStorage })`);
        expect(seen).toContain('usr_demo-shopper');
        expect(seen).not.toMatch(/token|eyJ|cartless-session/i);
        const kept = (await pages.cookies(`${shop.url}/session`)).map(({ name, httpOnly, sameSite }) => ({
          name,
          httpOnly,
          sameSite,
        }));
        expect(kept).toEqual(
          ['cartless-session', 'cartless-device'].map((name) => ({
            name,
            httpOnly: true,
            sameSite: 'Strict',
          })),
        );
        expect(await pages.cookies(`${shop.url}/orders`)).toEqual([]);

        const renewals: string[] = [];
        pages.on('request', (request) => {
          if (request.url().endsWith('/session/refresh')) renewals.push(request.url());
        });
        await Promise.all([one.reload(), other.reload()]);
        const me = `ownShop.get('/me').then(({ data }) => data?.username)`;
        const both = [one, other].map(async (tab) => {
          await tab.waitForFunction('globalThis.ownShop !== undefined');
          return [await tab.evaluate(me), await tab.evaluate(me)];
        });
        expect((await Promise.all(both)).flat()).toEqual(['demo', 'demo', 'demo', 'demo']);
        expect(renewals).toHaveLength(2);

        await one.evaluate(`ownShop.session.logOut()`);
        expect(await other.evaluate(me)).toBeUndefined();
        expect((await pages.cookies(`${shop.url}/session`)).map(({ name }) => name)).toEqual([
          'cartless-device',
        ]);
      } finally {
        await pages.close();
      }
    });

    it('takes no session from a page of another place, also when its browser sends the cookie along', async () => {
      const pages = await browser.newContext();
      try {
        await servePublished(pages, shop.url, project);
        const own = await open(pages);
        await own.evaluate(`ownShop.session.logIn({ identifier: 'demo', password: 'Demo-pass-2026' })`);
        // Of one site with the shop, since a site has no port: the browser sends the cookie.
        const foreign = await pages.newPage();
        await pages.route('http://localhost:9999/**', (route) =>
          route.fulfill({ body: '<title>foreign</title>' }),
        );
        await foreign.goto('http://localhost:9999/');
        const before = await pages.cookies(`${shop.url}/session`);
        const read = await foreign.evaluate<string[]>(`(() => {
          const post = (init) => fetch('${shop.url}/session/refresh', { method: 'POST', credentials: 'include', ...init })
            .then(({ type }) => type, () => 'refused');
          return Promise.all([post({ mode: 'no-cors' }), post({}), post({ headers: { 'x-requested-with': 'page' } })]);
        })()`);
        expect(read).toEqual(['refused', 'refused', 'refused']);
        // Nothing was exchanged by any of them.
        expect(await pages.cookies(`${shop.url}/session`)).toEqual(before);
        expect(await own.evaluate(`ownShop.get('/me').then(({ response }) => response.status)`)).toBe(200);
      } finally {
        await pages.close();
      }
    });

    it('ends a call that nobody wants any more', async () => {
      const page = await open();
      await page.route('**/categories', () => undefined);
      const [asked, failed] = [page.waitForRequest('**/categories'), page.waitForEvent('requestfailed')];
      const call = page.evaluate<string>(`(() => {
        globalThis.wanted = new AbortController();
        return shop.get('/categories', { signal: wanted.signal }).catch(({ message }) => message);
      })()`);
      await asked;
      await page.evaluate(`wanted.abort(new Error('the page was left'))`);
      expect(await call).toBe('the page was left');
      expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
    });

    it('watches an order, which costs nothing while it stays as it is', async () => {
      const page = await open();
      const api = apiAt(shop.url);
      const token = await logInDemo(api);
      const { orderId } = (await orderOne(api, token)).body;
      await page.evaluate(`shop.session.logIn({ identifier: 'demo', password: 'Demo-pass-2026' })`);
      const unchanged = page.waitForResponse(
        (response) => response.url().endsWith(`/orders/${orderId}`) && response.status() === 304,
      );
      const seen = page.evaluate<string[]>(`(async () => {
        const seen = [];
        const watched = shop.watch('/orders/{orderId}', { params: { path: { orderId: '${orderId}' } }, everyMs: 100 });
        await until(watched, ({ status }) => seen.push(status) > 1 && status !== 'placed');
        return seen;
      })()`);
      await unchanged;
      const { paymentUrl } = (await api('POST', `/orders/${orderId}/payment`, { token })).body;
      await fetch(`${paymentUrl}/pay`, { method: 'POST', redirect: 'manual' });
      expect((await seen)[0]).toBe('placed');
      expect((await seen).at(-1)).toMatch(/^(paid|shipped)$/);
    });
  });
});

/** Puts the client as it is published on a page of the shop itself: its modules, and those of its dependency. */
async function servePublished(context: BrowserContext, url: string, project: string): Promise<void> {
  const imports = {
    '@cartless/api-client': '/client/@cartless/api-client/index.js',
  };
  const page = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script><script type="module">
    import { createShopClient, until } from '@cartless/api-client';
    const ownShop = createShopClient({ session: 'cookie' });
    Object.assign(globalThis, { until, ownShop, shop: createShopClient({ storage: localStorage }) });</script>`;
  await context.route(`${url}/client/**`, (route) => {
    const path = new URL(route.request().url()).pathname.replace('/client/', '');
    return path === ''
      ? route.fulfill({ contentType: 'text/html', body: page })
      : route.fulfill({ contentType: 'text/javascript', path: join(project, 'node_modules', path) });
  });
}

/** Makes a project that has the client as it is published; nothing is asked of a registry. */
function pack(project: string): void {
  const built = join(project, 'package');
  execFileSync(process.execPath, ['scripts/build.ts', built], { cwd: client, stdio: 'pipe' });
  const args = ['pack', built, '--pack-destination', project, '--json'];
  const [{ filename }] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [
    { filename: string },
  ];
  const manifest = {
    name: 'somebody-else',
    type: 'module',
    private: true,
    dependencies: { '@cartless/api-client': `file:./${filename}` },
  };
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    lib: ['es2023', 'dom', 'dom.iterable'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    typeRoots: [join(root, 'node_modules/@types')],
    types: ['node'],
    // The types of the client are looked at too, but not those of Node.
    skipDefaultLibCheck: true,
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  execFileSync('npm', ['install', '--offline', '--install-links', '--no-audit', '--no-fund'], {
    cwd: project,
    stdio: 'pipe',
  });
}
