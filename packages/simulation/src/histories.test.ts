import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Company, FAULT_KINDS, needless, seeds, stale, unexplained, unreached } from './index.ts';

/** How many seeds are played in the tests: two processors that have nothing else to do take a minute for them. */
const HISTORIES = Number(process.env['SIMULATION_HISTORIES'] ?? 3000);
/** However slow the machine is, they are played to the end. */
const PATIENCE_MS = 3_600_000;

describe('the whole shop', () => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.gather();
  });
  afterAll(() => company.leave());

  it(
    `keeps its promises in ${HISTORIES} histories`,
    async () => {
      const figures = await company.play(seeds(1, HISTORIES));
      const { failures, histories, faults } = figures;
      const [first] = failures.toSorted((a, b) => a.seed - b.seed);
      const told = first && (await company.tell(first.seed, true));
      expect({ failed: failures.length, log: told?.log, problem: told?.problem }).toEqual({ failed: 0 });
      expect(histories).toBe(HISTORIES);
      expect(needless(figures, await company.declared())).toEqual([]);
      // What strikes nothing proves nothing.
      expect(HISTORIES < 1000 ? [] : FAULT_KINDS.filter((kind) => faults[kind] === undefined)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.each([
    // A producer of the release before told something again after a restore, and was not heard.
    761,
    // What no service had told itself was not told again.
    1212,
    // A weekly letter, which has a picture, was of a kind that could not be sent.
    1539,
    // What the shelf did not have has a cost, too: the recount left it out.
    2039,
    // A number that was erased with its owner is somebody else's.
    2098, 60_043_044,
    // A table that was put back had the log of the one before.
    2228,
    // A container believed for hours what it had read while its clock was ahead.
    70_000_380,
    // A removed address came back by a request that was repeated late.
    1_000_789,
    // What was cancelled waited for the answer to its new address for ever.
    1_001_324,
    // An account whose language had changed was opened once more under the same key, by a request that asked for that language.
    2_001_895,
    // A limit of a promotion that was taken away and set again forgot who had used it.
    9_005_732, 9_007_958,
    // Somebody mistyped an id that the route does not have, and was understood.
    9_009_873,
    // Clocks were stepped over midnight, and what was told by those ahead was counted on the day of those behind.
    7754,
    64_001_659,
    // Who had erased the account went on to order, and what had been taken before was forgotten with it.
    31_000_883,
    // A call that had answered left something open, which crashed afterwards: nobody took its container down.
    31_001_261, 9_005_153,
    // A link that had run out was still good by clocks that were behind.
    64_001_943,
    // Letters were in hand, by calls that had crashed, each time that somebody looked for them.
    9_006_675,
    // Who had a letter in hand had sent it, and the clock of who took it over was hours ahead.
    901,
    // While a bank closed its inquiry, a refund was asked for under two keys.
    20_010_345,
    // A table that was put back did not list the day on which it heard everything again.
    20_012_749,
    // A decision for units that nobody knows was taken for the one that had been made.
    50_018_852,
    // The shelf was asked every hour for what it did not have, by an order that had still weeks to go.
    50_006_605,
    // More than a hundred refunds were due, and the provider was down after each fifty calls.
    50_001_490,
    // Records of a rebuild could not be put, and were forgotten when the next ones were: their orders were booked once more.
    51_002_398,
    // Just after midnight an event was heard by a clock that was seconds behind.
    51_005_655,
    // An address was changed and the account erased before the parcel was made, and nobody told the order that it keeps its address.
    52_009_398,
    // A letter could not be sent, and was wanted no more when it was tried again: it stayed among those that had failed.
    52_027_839,
    // A call ran out of time, was answered as failed, and erased the account when its container was called next.
    60_049_214,
    // Goods came to the shelf of a parcel that was to be sent again and could not be, and came there once more by the next decision.
    60_055_435,
    // Whoever had not confirmed the address was told so, and then guessed at a password that was not theirs.
    60_109_706,
    // A refund failed and was paid by hand; then came, two days late, what the provider had told when it still counted it.
    61_034_410,
  ])('keeps its promises in history %d, which failed once', async (seed) => {
    const { problem } = await company.tell(seed, false);
    expect(problem).toBeUndefined();
  });

  it('knows why something is never reached only of what is declared', async () => {
    const declared = await company.declared();
    expect(stale(declared)).toEqual([]);
    expect(declared.moves).toContain('order placed paid');
    expect(declared.errors).toContain('placeOrder OUT_OF_STOCK');
  });

  it('refuses a task while another one runs', async () => {
    const first = company.tell(1, false);
    await expect(company.tell(2, false)).rejects.toThrow('has a task, and cannot tell meanwhile');
    expect((await first).plan.seed).toBe(1);
    expect((await company.tell(2, false)).plan.seed).toBe(2);
  });

  it('counts what orders use from placing to completion', async () => {
    const [ORDERS_COUNTED, LINES] = [3, 3];
    const stages = await company.countLives({ orders: ORDERS_COUNTED, lines: LINES, rate: 1 });
    expect(stages.map(({ name }) => name)).toEqual([
      'placing and numbering',
      'paying, with parcel and label',
      'packing, carrying, arriving',
      'completing',
    ]);
    const placing = new Map(stages[0]?.uses).get('orders placeOrder');
    // The order, what the shopper has open, and each line, twice each because it is one transaction.
    expect(placing).toMatchObject({
      calls: ORDERS_COUNTED,
      httpCalls: ORDERS_COUNTED,
      writeUnits: ORDERS_COUNTED * 2 * (LINES + 2),
    });
    const mails = stages.flatMap(({ uses }) => uses.map(([, use]) => use.mails)).reduce((a, b) => a + b);
    expect(mails / ORDERS_COUNTED).toBeGreaterThanOrEqual(4);
  });

  it('misses what is declared and does not happen', async () => {
    const declared = {
      moves: ['order placed paid', 'order paid placed'],
      errors: ['placeOrder OUT_OF_STOCK'],
    };
    const { moves, answers, ...others } = await company.play(seeds(1, 20));
    const figures = { ...others, moves: { 'order placed paid': 1 }, answers: {} };
    expect(moves['order placed paid']).toBeGreaterThan(0);
    expect(Object.keys(answers)).toContain('placeOrder 201');
    expect(unreached(figures, declared)).toEqual(['order paid placed', 'placeOrder OUT_OF_STOCK']);
    expect(unexplained(['order paid placed', 'order return-requested returned'])).toEqual([
      'order paid placed',
    ]);
  });

  it('tells what was reached although a reason says why not, of whatever route', async () => {
    const declared = {
      moves: ['order placed paid', 'order return-requested returned'],
      errors: ['placeOrder OUT_OF_STOCK', 'logIn SIGNING_UNAVAILABLE', 'logInByCode NOT_ACTIVATED'],
    };
    const figures = {
      ...(await company.play(seeds(1, 1))),
      moves: { 'order placed paid': 1, 'order return-requested returned': 1 },
      answers: { 'placeOrder 409 OUT_OF_STOCK': 1, 'logIn 503 SIGNING_UNAVAILABLE': 2 },
    };
    expect(needless(figures, declared)).toEqual([
      'order return-requested returned',
      'logIn SIGNING_UNAVAILABLE',
    ]);
  });

  it('plays a seed in the same way whenever and wherever it is played', async () => {
    const fresh = await Company.gather({ workers: 1 });
    try {
      for (const seed of [3, 14, 159]) {
        const digests = [
          ...(await company.digests(seed)),
          ...(await company.digests(seed)),
          ...(await fresh.digests(seed)),
        ];
        expect(new Set(digests).size).toBe(1);
        expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
      }
    } finally {
      await fresh.leave();
    }
  });
});
