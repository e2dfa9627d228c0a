import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { readPorts } from '@cartless/local-aws';
import {
  Company,
  type Failure,
  type Figures,
  LocalShop,
  needless,
  replay,
  seeds,
  type Told,
  unexplained,
  unreached,
} from '@cartless/simulation';

const USAGE = `Plays the whole shop in seeded histories, with faults, and looks whether what must hold holds.

  pnpm simulate                          1000 histories from seed 1 on
  pnpm simulate --histories 100000 --from 5000
  pnpm simulate --minutes 30             as many as there is time for
  pnpm simulate --seed 42                one history, step by step; when it fails, the shortest that fails in the same way
  pnpm simulate --seed 42 --whole        the same as it is
  pnpm simulate --workers 2              in so many processes
  pnpm simulate --replay 42              leads a shop that runs here through the history of a seed without faults, and says where the two differ;
                                         the shop is started with CARTLESS_CLOCK=<file> (see pnpm dev --help), and so is this
  pnpm simulate --reached                fails, too, when something was never reached that nobody has explained, or was reached although
                                         somebody has explained why not; 3000 histories reach everything`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    replay: { type: 'string' },
    whole: { type: 'boolean', default: false },
    from: { type: 'string', default: '1' },
    histories: { type: 'string' },
    minutes: { type: 'string' },
    workers: { type: 'string' },
    reached: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const whole = (name: string, text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error(`--${name} must be a whole number, not "${text}".\n\n${USAGE}`);
  return number;
};

if (values.help) console.log(USAGE);
else {
  const { seed, replay: replayed, workers } = values;
  const one = seed !== undefined || replayed !== undefined;
  const company = await Company.gather({
    ...(one && { workers: 1 }),
    ...(workers !== undefined && { workers: whole('workers', workers) }),
  });
  try {
    if (replayed !== undefined) await playAgain(company, whole('replay', replayed));
    else if (seed !== undefined) show(await company.tell(whole('seed', seed), !values.whole));
    else await playMany(company);
  } finally {
    await company.leave();
  }
}

/** Leads the running shop through a history. */
async function playAgain(company: Company, seed: number): Promise<void> {
  const clock = process.env['CARTLESS_CLOCK'];
  if (!clock)
    throw new Error('Say by CARTLESS_CLOCK which file the shop was started with: its clock is moved.');
  const shop = new LocalShop({ ports: readPorts(), root: dirname(import.meta.dirname), clock });
  try {
    const trace = await company.trace(seed);
    // Names of its own each time, for the shop keeps what was played before.
    const tag = `r${Date.now().toString(36)}`;
    const problem = await replay(trace, shop, { tag, progress: (line) => console.log(line.slice(0, 160)) });
    console.log(
      problem ?? `\nThe shop is what the simulation says, after each of ${trace.steps.length} steps.`,
    );
    if (problem !== undefined) process.exitCode = 1;
  } finally {
    shop.leave();
  }
}

function show({ plan, problem, log }: Told): void {
  for (const line of log) console.log(line);
  console.log(`\n${JSON.stringify(plan)}`);
  if (problem === undefined) return console.log('\nEverything holds.');
  console.log(`\nDoes not hold: ${problem.invariant}\n${problem.says}`);
  process.exitCode = 1;
}

async function playMany(company: Company): Promise<void> {
  const from = whole('from', values.from);
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  const count = values.histories === undefined ? undefined : whole('histories', values.histories);
  const most = count ?? (minutes === undefined ? 1000 : Number.MAX_SAFE_INTEGER - from);
  const part = seeds(from, most);
  let told = 0;
  let failed = 0;
  const figures = await company.play(
    (atOnce) => (minutes !== undefined && seconds() > minutes * 60 ? undefined : part(atOnce)),
    (all) => {
      for (const failure of all.failures.slice(failed)) console.log(line(failure));
      failed = all.failures.length;
      if (seconds() - told < 5) return;
      told = seconds();
      console.log(`${all.histories} histories, ${rate(all, seconds())}, ${all.failures.length} failed`);
    },
  );
  report(figures, seconds());
  await reportUnreached(company, figures);
  const [first] = figures.failures.toSorted((a, b) => a.seed - b.seed);
  if (first === undefined) return;
  console.log(`\nThe shortest history like seed ${first.seed}:\n`);
  show(await company.tell(first.seed, true));
}

function rate({ histories, steps }: Figures, seconds: number): string {
  return `${(histories / seconds).toFixed(1)} histories/s, ${Math.round(steps / seconds)} steps/s`;
}

function line({ seed, invariant, says }: Failure): string {
  return `seed ${seed}: ${invariant}: ${says.split('\n', 1)[0]}`;
}

function report(figures: Figures, seconds: number): void {
  const { histories, steps, faults, answers, acts, moves, failures } = figures;
  console.log(
    `\n${histories} histories, ${steps} steps in ${seconds.toFixed(1)} s: ${rate(figures, seconds)}`,
  );
  table('faults', faults);
  table('acts', acts);
  table('moves', moves);
  table('answers', answers);
  for (const failure of failures.slice(0, 20)) console.log(line(failure));
  console.log(failures.length === 0 ? '\nEverything holds.' : `\n${failures.length} histories failed.`);
}

/** Names what is declared and never happened; with few histories that is much. */
async function reportUnreached(company: Company, figures: Figures): Promise<void> {
  const declared = await company.declared();
  const missed = unreached(figures, declared);
  const open = unexplained(missed);
  console.log(`\nnever reached: ${missed.length}, of which ${open.length} have no reason`);
  for (const one of open) console.log(`           ${one}`);
  const known = needless(figures, declared);
  if (known.length > 0) console.log(`\nreached, although a reason says why not: ${known.join(', ')}`);
  if (values.reached && open.length + known.length > 0) process.exitCode = 1;
}

function table(title: string, counts: Readonly<Record<string, number>>): void {
  console.log(`\n${title}`);
  for (const [name, times] of Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b)))
    console.log(`${String(times).padStart(9)}  ${name}`);
}
