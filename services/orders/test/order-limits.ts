import { readFileSync } from 'node:fs';
import { type Limits, OrderLimits } from '../src/order-limits/limit-settings.ts';

const MANY = 300;
const ROOM: Limits = {
  perHour: MANY,
  perDay: MANY,
  unpaid: { orders: 50, units: 1_000_000, value: Number.MAX_SAFE_INTEGER, ended: MANY },
  cash: { orders: 50, value: Number.MAX_SAFE_INTEGER },
  shelf: { units: 1_000_000, percent: 100 },
};

/** Limits that are in nobody's way, for tests about something else. */
export const ROOMY_LIMITS: OrderLimits = {
  levels: { restricted: ROOM, new: ROOM, known: ROOM, trusted: ROOM },
  known: { days: 30, orders: 3 },
  trusted: { days: 90, orders: 10 },
  refusedDays: 90,
};

/** The settings of a deployment that sets nothing. */
export const DEFAULT_LIMITS_TEXT: string =
  /\{param:orderLimits, '(.+)'\}/.exec(
    readFileSync(new URL('../serverless.yml', import.meta.url), 'utf8'),
  )?.[1] ?? '';
export const DEFAULT_LIMITS: OrderLimits = OrderLimits.parse(JSON.parse(DEFAULT_LIMITS_TEXT));
