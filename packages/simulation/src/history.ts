import { createHash } from 'node:crypto';
import { type Person, type Role } from './actors/actor.ts';
import { type RoleName, ROLES } from './actors/roles.ts';
import { INVARIANTS } from './invariants/all.ts';
import type { Part, Plan } from './plan.ts';
import { movesOf } from './coverage/moves.ts';
import { nextDue } from './shop/orders.ts';
import { Backups } from './shop/backups.ts';
import { hasDeadLetters, putLettersBack } from './shop/dead-letters.ts';
import { stockUp } from './shop/goods.ts';
import { employ, employHelper } from './shop/people.ts';
import { promote } from './shop/promotions.ts';
import { SHANGHAI, Shop, SPRINGFIELD, URUMQI } from './shop/shop.ts';

/** What became of a history. */
export type Played = Readonly<{
  problem: Readonly<{ invariant: string; says: string }> | undefined;
  steps: number;
  /** The faults that happened, by name. */
  faults: readonly string[];
  /** How often each route gave each answer. */
  answers: ReadonlyMap<string, number>;
  /** The moves that were made: `order paid shipped`. */
  moves: readonly string[];
  /** The acts that were played, each with its role. */
  acts: readonly string[];
  /** Of the log; the same for the same plan. */
  digest: string | undefined;
}>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

class Broken extends Error {
  readonly invariant: string;

  constructor(invariant: string, says: string) {
    super(says);
    this.name = 'Broken';
    this.invariant = invariant;
  }
}

type Listening = Readonly<{
  log?: (line: string) => void;
  digest?: boolean;
  /** Is told at the end what services told each other, event by event. */
  hear?: (event: string) => void;
}>;

/** Plays a history to its end, or to the first thing that does not hold. */
export async function play(plan: Plan, { log, digest = false, hear }: Listening = {}): Promise<Played> {
  const hash = digest ? createHash('sha256') : undefined;
  const tell =
    log === undefined && hash === undefined
      ? undefined
      : (line: string): void => {
          log?.(line);
          hash?.update(`${line}\n`);
        };
  const only = plan.only && new Set(plan.only);
  const shop = new Shop({ seed: plan.seed, rates: plan.rates, only, log: tell }, plan.without);
  const { world } = shop;
  const moves: string[] = [];
  for (const name of world.tableNames)
    world.tables.watch(name, (change) => void moves.push(...movesOf(name, change)));
  let problem: Played['problem'];
  let escaped: unknown;
  const onEscaped = (error: unknown): void => {
    escaped ??= error;
  };
  process.on('unhandledRejection', onEscaped);
  // Refusals are errors, many in each history, and only who reads one asks where it was thrown.
  const { stackTraceLimit } = Error;
  if (log === undefined) Error.stackTraceLimit = 0;
  try {
    await playAll(shop, plan, () => {
      if (escaped !== undefined) throw escaped as Error;
    });
  } catch (error) {
    const says =
      error instanceof Error
        ? error instanceof Broken
          ? error.message
          : (error.stack ?? '')
        : String(error);
    problem = { invariant: error instanceof Broken ? error.invariant : 'no unhandled error', says };
    world.note(() => `BROKEN: ${problem?.invariant}: ${says}`);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    process.off('unhandledRejection', onEscaped);
  }
  if (hear !== undefined) for (const { body } of world.bus.published) hear(body);
  return {
    problem,
    steps: world.scheduler.steps,
    faults: world.faults.happened,
    answers: world.answers,
    moves,
    acts: plan.parts.flatMap(({ role, acts }) => acts.map((act) => `${role} ${act}`)),
    digest: hash?.digest('hex'),
  };
}

async function playAll(shop: Shop, plan: Plan, check: () => void): Promise<void> {
  const { world } = shop;
  const watches = INVARIANTS.map(({ says, watch }) => ({ says, ...watch(shop) }));
  const changed = watches.flatMap((one) => one.changed ?? []);
  const always = watches.flatMap((one) => (one.always ? [{ says: one.says, ask: one.always }] : []));
  let changes = 0;
  for (const name of world.tableNames)
    world.tables.watch(name, (change) => {
      changes += 1;
      for (const tell of changed) tell(name, change);
    });
  let known = -1;
  world.scheduler.afterEach = () => {
    check();
    const news = changes + newsOf(shop);
    if (news === known) return;
    known = news;
    for (const { says, ask } of always) {
      const problem = ask();
      if (problem !== undefined) throw new Broken(says, problem);
    }
  };
  await world.until(open(shop, plan));
  world.faults.on = true;
  const end = goOn(shop, plan.rates);
  await world.until(Promise.all(plan.parts.map((part) => perform(shop, part))));
  end();
  world.faults.on = false;
  world.clockStepMs = 0;
  shop.payments.recover();
  await settle(shop);
  for (const { says, atRest } of watches) {
    const answer = atRest?.();
    const problem = answer instanceof Promise ? await world.until(answer) : answer;
    if (problem !== undefined) throw new Broken(says, problem);
  }
}

/** How much is written down that invariants look at after a step, changes of tables apart; it only grows. */
const newsOf = ({ world, people, contradictions, differences }: Shop): number =>
  world.bus.published.length +
  world.mails.length +
  world.written.length +
  world.dropped.length +
  world.handled.length +
  people.tokens.length +
  contradictions.length +
  differences.length;

/**
 * What goes on while people act: now and then some of the scheduled tasks run, and somebody who is called by alarms puts dead
 * letters back, by command or in the console. @returns what ends it
 */
function goOn(shop: Shop, rates: Plan['rates']): () => void {
  const { world } = shop;
  const ends = new Set<() => void>();
  const again = (what: string, most: number, work: () => void): void => {
    const cancel = world.scheduler.after(world.chance.whole(what, 4, most) * HOUR, () => {
      ends.delete(cancel);
      work();
      again(what, most, work);
    });
    ends.add(cancel);
  };
  again('dead letters', 6 * 24, () => {
    if (!hasDeadLetters(shop)) return;
    if (world.chance.next('dead letters by command') < 0.5) world.redrive();
    else void putLettersBack(shop, undefined, () => undefined);
  });
  again('schedules', 48, () => void world.runSchedules(DAY, 0.1));
  // To write down all that changes takes its time.
  if ('table-lost' in rates || 'items-harmed' in rates) {
    const backups = new Backups(shop);
    const [first = '', ...others] = world.tableNames;
    const anyTable = (what: string): string => world.chance.pick(what, [first, ...others]);
    again('copies', 24, () => backups.copy(anyTable('copied')));
    again('losses', 72, () => {
      const table = anyTable('lost');
      if (world.faults.strike('table-lost', table)) void backups.lose(table);
      else if (world.faults.strike('items-harmed', 'addresses')) void backups.harm();
    });
  }
  return () => {
    for (const end of ends) end();
  };
}

/** Who has to do with the owner of the shop. */
const ADMINISTERED: ReadonlySet<RoleName> = new Set(['account holder', 'employee', 'rehearser', 'newcomer']);

export async function open(shop: Shop, { goods, parts }: Plan): Promise<void> {
  for (const [index, stock] of goods.entries())
    await stockUp(shop, `prd_${index + 1}`, 3000 + 2500 * index, stock);
  if (parts.some(({ acts }) => acts.some((act) => /promotion|code/.test(act)))) await promote(shop);
  for (const { role, name } of parts) if ('isAdmitted' in ROLES[role]) shop.admit(`usr_${name}`);
  if (parts.some(({ role }) => ADMINISTERED.has(role))) await employ(shop.world);
  if (parts.some(({ role }) => role === 'newcomer')) await employHelper(shop.world);
}

export async function perform(shop: Shop, { role, name, acts }: Part): Promise<void> {
  const far = shop.world.chance.of(`${name} lives far away`);
  const address = far < 0.3 ? URUMQI : far < 0.36 ? SPRINGFIELD : SHANGHAI;
  const person: Person = { shop, name, userId: `usr_${name}`, orders: [], address, done: 0 };
  const known: Role = ROLES[role];
  for (const act of acts) {
    await shop.world.wait(shop.world.chance.whole(`${name} thinks`, 1, known.thinksMs));
    shop.world.note(() => `${name} ${act}`);
    await known.acts[act]?.act(person);
    person.done += 1;
  }
}

/** What is due later and later, until nothing is left to do. */
const STEPS = [HOUR, 9 * DAY, 40 * DAY, 40 * DAY];
/** One sweep does one thing that is due for an order. */
const MOST_SWEEPS = 40;

async function settle(shop: Shop): Promise<void> {
  const { world } = shop;
  for (const ms of STEPS) {
    world.redrive();
    await world.pass(ms);
    world.tables.expire();
    await world.until(world.runSchedules(MINUTE));
  }
  for (let due = nextDue(shop), sweeps = 0; due !== undefined; due = nextDue(shop), sweeps += 1) {
    if (sweeps === MOST_SWEEPS) throw new Broken('the shop comes to rest', 'something stays due for ever');
    if (due > world.scheduler.now) await world.pass(due - world.scheduler.now);
    await world.until(world.runSchedules(MINUTE));
    await world.pass(MINUTE);
  }
  // They look for what was lost, and nothing should have been: seldom is enough.
  await world.until(world.runSchedules(DAY, 0.15));
  // What was published in this moment is in no queue yet.
  await world.pass(MINUTE);
  for (let rounds = 0; !world.isAtRest; rounds += 1) {
    if (rounds === 20) throw new Broken('the shop comes to rest', 'queues and streams are never empty');
    world.redrive();
    await world.pass(HOUR);
  }
}
