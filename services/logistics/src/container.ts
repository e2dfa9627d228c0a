import { documentClient } from '@cartless/dynamodb';
import { readConfig } from '@cartless/lambda';
import * as z from 'zod/mini';
import { dynamoCarrierHealth } from './adapters/dynamo-carrier-health.ts';
import { dynamoErasedUsers } from './adapters/dynamo-erased-users.ts';
import { dynamoParcelCodes } from './adapters/dynamo-parcel-codes.ts';
import { dynamoShipments } from './adapters/dynamo-shipments.ts';
import { easypostCarrier } from './adapters/easypost/easypost-carrier.ts';
import { guardedCarrier, type GuardSettings } from './adapters/guarded-carrier.ts';
import { applyKeptUpdates } from './application/apply-kept-updates.ts';
import { buyLabel } from './application/buy-label.ts';
import { carriers } from './application/carriers.ts';
import { eraseLate } from './application/erase-late.ts';
import type { Clock } from './application/ports.ts';
import { voidLabel } from './application/void-label.ts';
import { CarrierConfig, PollConfig, RulesConfig, TableConfig } from './config.ts';
import type { PollRules } from './domain/due-work.ts';
import { DEFAULT_RULES, ShippingRules } from './domain/shipping-rules.ts';
import { lazy } from './lazy.ts';

// PURE lets the bundler leave out of a function's bundle what the function never asks for.

export const clock: Clock = () => new Date();

const client = /* @__PURE__ */ lazy(() => documentClient());
const table = /* @__PURE__ */ lazy(() => readConfig(TableConfig).DB_TABLE_LOGISTICS);

export const shipments = /* @__PURE__ */ lazy(() => dynamoShipments(client(), table()));
export const codes = /* @__PURE__ */ lazy(() => dynamoParcelCodes(client(), table()));
export const erasedUsers = /* @__PURE__ */ lazy(() => dynamoErasedUsers(client(), table()));
export const health = /* @__PURE__ */ lazy(() => dynamoCarrierHealth(client(), table(), clock));

export const rules = /* @__PURE__ */ lazy((): ShippingRules => {
  const { SHIPPING_RULES: own } = readConfig(RulesConfig);
  return own === undefined || own === '' ? DEFAULT_RULES : z.parse(ShippingRules, JSON.parse(own));
});

export const poll = /* @__PURE__ */ lazy((): PollRules => {
  const config = readConfig(PollConfig);
  return {
    first: config.POLL_FIRST_SECONDS,
    longest: config.POLL_LONGEST_SECONDS,
    giveUp: config.POLL_GIVE_UP_SECONDS,
  };
});

/** Labels are worth some patience. */
const FOR_WORKERS: GuardSettings = {
  timeoutMs: 5000,
  retries: 2,
  failures: 5,
  openMs: 30_000,
  atOnce: 8,
  queued: 32,
};
/** A shopper is not kept waiting. */
const FOR_SHOPPERS: GuardSettings = {
  timeoutMs: 1500,
  retries: 0,
  failures: 3,
  openMs: 30_000,
  atOnce: 8,
  queued: 8,
};

const easypost = /* @__PURE__ */ lazy(() => {
  const { CARRIER_API_URL: url, CARRIER_API_KEY: key } = readConfig(CarrierConfig);
  return easypostCarrier({ url, key });
});

/** Every carrier whose health is reported; kept apart so that the report needs no key of theirs. */
export const PROVIDERS = ['easypost'];

const allCarriers = (settings: GuardSettings) => carriers(guardedCarrier(easypost(), health(), settings));
/** For the probe: one try within a moment, and no breaker. */
export const probedCarriers = /* @__PURE__ */ lazy(() => [easypost()]);
export const workersCarriers = /* @__PURE__ */ lazy(() => allCarriers(FOR_WORKERS));
export const shoppersCarriers = /* @__PURE__ */ lazy(() => allCarriers(FOR_SHOPPERS));

export const lateErasure = /* @__PURE__ */ lazy(() =>
  eraseLate({ shipments: shipments(), erasedUsers: erasedUsers() }),
);

export const voidLabels = /* @__PURE__ */ lazy(() =>
  voidLabel({ shipments: shipments(), carriers: workersCarriers(), clock }),
);

export const buyLabels = /* @__PURE__ */ lazy(() =>
  buyLabel({
    shipments: shipments(),
    codes: codes(),
    carriers: workersCarriers(),
    rules: rules(),
    poll: poll(),
    clock,
    applyKept: applyKeptUpdates({ shipments: shipments(), codes: codes(), poll: poll(), clock }),
    voidLabel: voidLabels(),
    eraseLate: lateErasure(),
  }),
);
