import { describe, expect, it } from '@jest/globals';
import { readConfig } from '@cartless/lambda';
import { DAY } from '../../test/limited-shop.ts';
import { DEFAULT_LIMITS, DEFAULT_LIMITS_TEXT } from '../../test/order-limits.ts';
import { LimitsConfig } from '../config.ts';
import { LEVELS, levelOf } from './level.ts';
import { leastOf, type Limits } from './limit-settings.ts';
import { unitsNeeded } from './shelf-share.ts';

const NOW = 1_000 * DAY;
const level = (days: number | undefined, arrived = 0, refused = 0) =>
  levelOf(
    DEFAULT_LIMITS,
    { since: days === undefined ? undefined : NOW - days * DAY, arrived, refused },
    NOW,
  );

describe('the level of an account', () => {
  it.each([
    ['nothing is known of it', level(undefined), 'new'],
    ['it is young', level(29.9, 2), 'new'],
    ['it is a month old', level(30), 'known'],
    ['three orders arrived', level(0, 3), 'known'],
    ['it is old and bought much', level(90, 10), 'trusted'],
    ['it bought much in short time', level(10, 40), 'known'],
    ['it refused a parcel', level(90, 10, 1), 'known'],
    ['it refused more parcels than there are levels', level(90, 10, 9), 'restricted'],
    ['its clock is ahead', level(-5), 'new'],
  ])('when %s', (_, is, wanted) => {
    expect(is).toBe(wanted);
  });
});

describe('the limits that a deployment has by default', () => {
  const figures = (limits: Limits) => {
    const { perHour, perDay, unpaid, cash, shelf } = limits;
    return [perHour, perDay, ...Object.values(unpaid), ...Object.values(cash), ...Object.values(shelf)];
  };

  it('allow more the better an account is known', () => {
    const levels = LEVELS.map((name) => figures(DEFAULT_LIMITS.levels[name]));
    for (const [i, one] of levels.slice(1).entries()) {
      expect(one.every((figure, at) => figure >= (levels[i]?.[at] ?? 0))).toBe(true);
    }
    expect(leastOf(DEFAULT_LIMITS)).toEqual(DEFAULT_LIMITS.levels.restricted);
  });

  it('let everybody pay by card, and whoever refuses parcels not at the door', () => {
    expect(Object.values(DEFAULT_LIMITS.levels).every(({ unpaid }) => unpaid.orders > 0)).toBe(true);
    expect(DEFAULT_LIMITS.levels.restricted.cash.orders).toBe(0);
  });
});

describe('the setting of the limits', () => {
  const { levels } = DEFAULT_LIMITS;
  it('is read', () => {
    expect(readConfig(LimitsConfig, { ORDER_LIMITS: DEFAULT_LIMITS_TEXT })).toEqual({
      ORDER_LIMITS: DEFAULT_LIMITS,
    });
  });

  it('is refused with all that is wrong named at once', () => {
    const wrong = {
      ...DEFAULT_LIMITS,
      refusedDays: 0,
      trusted: { days: 90 },
      levels: { ...levels, new: { ...levels.new, perHour: -1, cash: { orders: 2.5, value: 'a lot' } } },
    };
    const read = () => readConfig(LimitsConfig, { ORDER_LIMITS: JSON.stringify(wrong) });
    for (const name of ['refusedDays', 'trusted.orders', 'levels.new.perHour', 'cash.orders', 'cash.value']) {
      expect(read).toThrow(name);
    }
    expect(() => readConfig(LimitsConfig, { ORDER_LIMITS: 'not-set' })).toThrow('it is not JSON');
  });
});

describe('what has to lie on a shelf for an order to be served', () => {
  it.each([
    [{ units: 5, percent: 25 }, 5, 0, 5],
    [{ units: 5, percent: 25 }, 6, 0, 24],
    [{ units: 5, percent: 25 }, 3, 2, 3],
    [{ units: 5, percent: 25 }, 3, 3, 21],
    [{ units: 1, percent: 100 }, 9, 9, 9],
  ])('under %j: %p more than the %p held', (share, quantity, held, needed) => {
    expect(unitsNeeded(share, quantity, held)).toBe(needed);
  });

  it('is exactly what leaves the others their part, whatever is there', () => {
    const share = { units: 3, percent: 30 };
    for (let onShelf = 1; onShelf < 60; onShelf += 1) {
      for (let held = 0; held < 12; held += 1) {
        for (let quantity = 1; quantity <= onShelf; quantity += 1) {
          const limit = Math.max(share.units, Math.floor(((onShelf + held) * share.percent) / 100));
          expect(onShelf >= unitsNeeded(share, quantity, held)).toBe(held + quantity <= limit);
        }
      }
    }
  });
});
