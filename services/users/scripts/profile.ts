/**
 * Shows where the time of warm calls goes: hashing, waiting for DynamoDB, and everything else, which has to stay under 20 ms.
 * `node scripts/profile.ts` starts DynamoDB Local for itself and prints medians in milliseconds.
 */
import globalSetup from '../../../test/global-setup.mts';
import globalTeardown from '../../../test/global-teardown.mts';

await globalSetup();
const { argon2Passwords } = await import('../src/passwords/argon2-hasher.ts');
const { store } = await import('../src/service.ts');
const { PASSWORD, usersService } = await import('../test/users-service.ts');
const { handler: readProfile } = await import('../src/accounts/read-profile/handler.ts');
const { handler: refreshToken } = await import('../src/sessions/refresh-token/handler.ts');
const { handler: register } = await import('../src/accounts/register/handler.ts');

const CALLS = 25;
const spent = { hashing: 0, database: 0 };
const timed =
  (what: keyof typeof spent) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    try {
      return await work();
    } finally {
      spent[what] += performance.now() - started;
    }
  };

const { hash, verify } = argon2Passwords;
Object.assign(argon2Passwords, {
  hash: (password: string) => timed('hashing')(() => hash(password)),
  verify: (known: string, password: string) => timed('hashing')(() => verify(known, password)),
});
const service = await usersService();
store().client.middlewareStack.add((next) => (args) => timed('database')(() => next(args)), {
  step: 'finalizeRequest',
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function profile(name: string, call: (n: number) => Promise<{ status: number | undefined }>) {
  const rows: (typeof spent & { total: number; rest: number })[] = [];
  for (let n = -3; n < CALLS; n += 1) {
    Object.assign(spent, { hashing: 0, database: 0 });
    const started = performance.now();
    const { status } = await call(n);
    const total = performance.now() - started;
    if (status !== 200) throw new Error(`${name} answered ${status}`);
    if (n >= 0) rows.push({ total, ...spent, rest: total - spent.hashing - spent.database });
  }
  const of = (key: 'total' | 'hashing' | 'database' | 'rest') =>
    median(rows.map((row) => row[key])).toFixed(1);
  return {
    call: name,
    total: of('total'),
    hashing: of('hashing'),
    database: of('database'),
    rest: of('rest'),
  };
}

const { userId, caller } = await service.activeUser();
let token = String((await service.logInAs(userId)).body['refreshToken']);
console.table([
  await profile('POST /register', (n) =>
    service.call(register, {
      body: { username: `bench${n + 3}`, email: `bench${n + 3}@example.com`, password: PASSWORD },
    }),
  ),
  await profile('POST /login', () => service.logInAs(userId)),
  await profile('POST /token/refresh', async () => {
    const answer = await service.call(refreshToken, { body: { refreshToken: token } });
    token = String(answer.body['refreshToken']);
    return answer;
  }),
  await profile('GET /me', () => service.call(readProfile, { method: 'GET', path: '/me', caller })),
]);
await service.stop();
await globalTeardown();
process.exit(0);
