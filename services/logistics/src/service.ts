import { documentClient, dynamoItems } from '@cartless/aggregate/dynamodb';
import { lazy, readConfig, stageSecret } from '@cartless/lambda';
import { carrierHealthStore } from './carriers/carrier-health-store.ts';
import type { CarrierRecord } from './carriers/carrier.ts';
import { CARRIERS } from './carriers/carriers.ts';
import { carriersOf, withKnownProviders } from './carriers/stage-carriers.ts';
import { standingsStore } from './accounts/standings-store.ts';
import { heedHold } from './holds/heed-hold.ts';
import { orderHoldsStore } from './holds/order-holds-store.ts';
import { parcelCodeStore } from './tracking/parcel-codes-store.ts';
import { shipmentReader } from './shipments/shipment-reader.ts';
import { shipmentStore } from './shipments/shipment-store.ts';
import { guardedCarrier, type GuardSettings } from './carriers/guarded-carrier.ts';
import { applyKeptUpdates } from './tracking/apply-kept-updates.ts';
import { buyLabel } from './labels/buy-label.ts';
import { carriers } from './carriers/choice.ts';
import { eraseLate } from './erasure/erase-late.ts';
import type { Clock } from './shipments/ports.ts';
import { voidLabel } from './labels/void-label.ts';
import { CarriersConfig, PollConfig, RulesConfig, TableConfig } from './config.ts';
import type { PollRules } from './scheduler/due-work.ts';
import type { ShippingRules } from './shipments/shipping-rules.ts';
import { LOGISTICS_TABLE } from './logistics-table.ts';

// PURE lets the bundler leave out of a function's bundle what the function never asks for.

export const clock: Clock = () => new Date();

const items = /* @__PURE__ */ lazy(() =>
  dynamoItems(documentClient(), readConfig(TableConfig).DB_TABLE_LOGISTICS, LOGISTICS_TABLE),
);

export const shipments = /* @__PURE__ */ lazy(() => shipmentStore(items()));
/** Parcels for functions that change none. */
export const storedShipments = /* @__PURE__ */ lazy(() => shipmentReader(items()));
export const codes = /* @__PURE__ */ lazy(() => parcelCodeStore(items()));
export const standings = /* @__PURE__ */ lazy(() => standingsStore(items()));
export const holds = /* @__PURE__ */ lazy(() => orderHoldsStore(items()));
export const health = /* @__PURE__ */ lazy(() => carrierHealthStore(items(), clock));

export const rules = /* @__PURE__ */ lazy((): ShippingRules => readConfig(RulesConfig).SHIPPING_RULES);

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

/** The names of this stage's carriers, in the order in which they are asked; to know them no key of theirs is needed. */
export const providers = /* @__PURE__ */ lazy(() => readConfig(CarriersConfig).CARRIERS);

const records = (): readonly [CarrierRecord, ...CarrierRecord[]] => carriersOf(CARRIERS, providers());
const clientOf = ({ provider, client }: CarrierRecord) => ({ provider, ...client(readConfig, stageSecret) });

/** For the probe: one try within a moment, and no breaker. */
export const probedCarriers = /* @__PURE__ */ lazy(() => records().map(clientOf));
/** What reads the carriers' calls to us. */
export const webhooks = /* @__PURE__ */ lazy(() =>
  records().map(({ provider, webhook }) => ({ provider, ...webhook(readConfig, stageSecret) })),
);

const allCarriers = (settings: GuardSettings) => {
  const [first, ...others] = records();
  const guarded = (record: CarrierRecord) => guardedCarrier(clientOf(record), health(), settings);
  return carriers(guarded(first), ...others.map(guarded));
};
export const workersCarriers = /* @__PURE__ */ lazy(() => allCarriers(FOR_WORKERS));
export const shoppersCarriers = /* @__PURE__ */ lazy(() => allCarriers(FOR_SHOPPERS));

export const lateErasure = /* @__PURE__ */ lazy(() =>
  eraseLate({ shipments: shipments(), standings: standings(), clock }),
);

export const holdHeeding = /* @__PURE__ */ lazy(() =>
  heedHold({ shipments: shipments(), holds: holds(), standings: standings(), clock }),
);

export const voidLabels = /* @__PURE__ */ lazy(() =>
  voidLabel({ shipments: shipments(), carriers: workersCarriers(), clock }),
);

export const buyLabels = /* @__PURE__ */ lazy(() =>
  buyLabel({
    shipments: shipments(),
    codes: codes(),
    carriers: workersCarriers(),
    rules: withKnownProviders(rules(), providers()),
    poll: poll(),
    clock,
    applyKept: applyKeptUpdates({ shipments: shipments(), codes: codes(), poll: poll(), clock }),
    voidLabel: voidLabels(),
    eraseLate: lateErasure(),
    heedHold: holdHeeding(),
  }),
);
