import { Instant, ProductId, prose, UserId, VariantId } from '@cartless/domain';
import * as z from 'zod/mini';
import { iso } from '../iso.ts';
import { Moment } from '../paging.ts';
import { LEVELS } from './level.ts';
import type { Decision } from './lift-store.ts';
import { LIMIT_NAMES } from './over-limit.ts';
import type { ShopperLimits } from './shopper-limits.ts';

/** A limit that an order is beyond. Those that end in `value` are in minor units of the shop's currency. */
export const OverLimitShape = z.object({
  name: z.enum(LIMIT_NAMES),
  limit: z.int(),
  used: z.int(),
  wanted: z.int(),
  morePossibleAt: z.nullable(Instant),
  productId: z.optional(ProductId),
  variantId: z.optional(VariantId),
});

const Lifted = z.enum([...LEVELS, 'unlimited']);

export const ShopperParams = z.object({ userId: UserId });

/** What the staff decides about a shopper's limits; `automatic` goes back to what the account has earned. */
export const LimitsDecision = z.strictObject({
  level: z.enum([...LEVELS, 'unlimited', 'automatic']),
  until: z.optional(Moment),
  reason: prose(500),
});

const DecisionShape = z.object({
  level: z.enum([...LEVELS, 'unlimited', 'automatic']),
  until: z.nullable(Instant),
  reason: z.string(),
  by: UserId,
  at: Instant,
});

/** The limits of a shopper as the staff sees them. */
export const ShopperLimitsShape = z.object({
  userId: UserId,
  /** What holds now, and what the account has earned by itself. */
  level: Lifted,
  earned: z.enum(LEVELS),
  until: z.nullable(Instant),
  accountSince: z.nullable(Instant),
  arrived: z.int(),
  refused: z.int(),
  used: z.object({
    lastHour: z.int(),
    lastDay: z.int(),
    unpaid: z.object({ orders: z.int(), units: z.int(), value: z.int(), ended: z.int() }),
    cash: z.object({ orders: z.int(), value: z.int() }),
  }),
  /** Null where there are none. */
  limits: z.nullable(
    z.object({
      perHour: z.int(),
      perDay: z.int(),
      unpaid: z.object({ orders: z.int(), units: z.int(), value: z.int(), ended: z.int() }),
      cash: z.object({ orders: z.int(), value: z.int() }),
      shelf: z.object({ units: z.int(), percent: z.int() }),
    }),
  ),
  openOrders: z.array(
    z.object({
      orderId: z.string(),
      paymentMethod: z.enum(['card', 'cod']),
      value: z.int(),
      placedAt: Instant,
    }),
  ),
  /** Newest first, at most 50. */
  decisions: z.array(DecisionShape),
});

export const showShopperLimits = (
  { limits, open, since, lift, ...shown }: ShopperLimits,
  decisions: readonly Decision[],
): z.infer<typeof ShopperLimitsShape> => ({
  ...shown,
  until: lift === undefined ? null : iso(lift.until),
  accountSince: since === undefined ? null : iso(since),
  limits: limits ?? null,
  openOrders: open.map(({ orderId, method, value, at }) => ({
    orderId,
    paymentMethod: method,
    value,
    placedAt: iso(at),
  })),
  decisions: decisions.map(({ lift: decided, reason, by, at }) => ({
    level: decided?.level ?? 'automatic',
    until: decided === undefined ? null : iso(decided.until),
    reason,
    by,
    at: iso(at),
  })),
});
