import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudEvent, EventContract } from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { Company, type Defect } from '@cartless/simulation';
import * as z from 'zod/mini';
import type { Schema } from '../scripts/docs/contract-changes.ts';
import { exampleEvent } from '../scripts/docs/event-schema.ts';
import { serviceNames } from '../scripts/docs/event-consumers.ts';
import { releasedDocument } from '../scripts/docs/released-documents.ts';
import {
  answerFaults,
  notTaken,
  requestFaults,
  shownAnswers,
  shownCalls,
  unreadable,
} from '../scripts/releases/neighbours.ts';
import { readReleasedEvents } from '../scripts/releases/released-events.ts';
import { ROOT } from './serverless-yaml.ts';

const json = (path: string): Schema => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Schema;
/** A service whose first release is still to come has no neighbour. */
const isReleased = (service: string): boolean => existsSync(join(ROOT, 'services', service, 'CHANGELOG.md'));
const RELEASED = serviceNames(ROOT)
  .filter(isReleased)
  .map((service) => {
    const events = readReleasedEvents(ROOT, service);
    if (events === undefined) throw new Error(`${service} was released, and its events were not kept`);
    const document = json(releasedDocument(`services/${service}`));
    return { service, document, current: json(`services/${service}/openapi.json`), ...events };
  });
const TOLD = RELEASED.flatMap(({ told }) => told);
const EXAMPLES = EVENT_CONTRACTS.map(exampleEvent);
/** Histories that this release plays, to be read by the one before. */
const HISTORIES = 60;

const COUNTS_ON_A_FIELD: Defect = {
  name: 'analytics counts on a field that is not always there',
  file: 'services/analytics/src/facts/read-fact.ts',
  find: '(data.replaces ?? data.replacesSome) !== undefined',
  instead: "data.replaces!.trim() !== ''",
  within: 1,
};
const LEAVES_A_FIELD_OUT: Defect = {
  name: 'orders leave out their numbers',
  file: 'services/orders/src/ordering/order-body.ts',
  find: 'isoOrNull(payUntil(order))',
  instead: 'undefined as never',
  within: 1,
};

/** Events that change something where it is waited for, and nobody waits in the shops that hear them. */
const NOTHING_WAITS = [
  'logistics.decision-followed.v1',
  'logistics.shipment-created.v1',
  'logistics.shipment-readdressed.v1',
  'orders.refund-owed.v1',
];

let company: Company;
beforeAll(async () => {
  company = await Company.gather({ planted: [COUNTS_ON_A_FIELD, LEAVES_A_FIELD_OUT], workers: 1 });
});
afterAll(() => company.leave());

const contractOf = (type: string): EventContract => {
  const found = EVENT_CONTRACTS.find((contract) => contract.type === type);
  if (found === undefined) throw new Error(`no contract of ${type}`);
  return found;
};

describe('events of the release before', () => {
  it('are of every type that it told', () => {
    for (const { service, told } of RELEASED)
      expect(new Set(told.map(({ type }) => type.split('.')[0]))).toEqual(new Set([service]));
    expect(TOLD.length).toBeGreaterThan(EVENT_CONTRACTS.length);
  });

  it('are read as they were told', () => {
    expect(unreadable(TOLD, EVENT_CONTRACTS)).toEqual([]);
  });

  it('are handled by the consumers of this one', async () => {
    const heard = await company.hear(TOLD);
    expect(heard.filter(({ troubles }) => troubles.length > 0)).toEqual([]);
    const changing = new Set(heard.filter(({ changed }) => changed.length > 0).map(({ type }) => type));
    const read = new Set(RELEASED.flatMap((one) => Object.keys(one.read)));
    const idle = new Set(
      heard.map(({ type }) => type).filter((type) => read.has(type) && !changing.has(type)),
    );
    expect([...idle].toSorted()).toEqual(NOTHING_WAITS);
  });

  it('are not handled by a consumer that counts on what they do not say', async () => {
    const dispatched = TOLD.filter(({ type }) => type === 'logistics.shipment-dispatched.v1').slice(0, 1);
    const [heard] = await company.hear(dispatched, COUNTS_ON_A_FIELD);
    expect(heard?.troubles).toContainEqual(expect.stringMatching(/^analytics\//));
  });

  it('are not read when this one needs more than they say, or knows them no more', () => {
    const paid = contractOf('orders.order-paid.v2');
    const data = z.intersection(paid.data as z.ZodMiniType<object>, z.object({ giftWrap: z.boolean() }));
    expect(
      unreadable(
        TOLD,
        EVENT_CONTRACTS.map((one) => (one === paid ? { ...paid, data } : one)),
      ),
    ).toContainEqual(
      expect.stringMatching(/^orders\.order-paid\.v2 .* of the release before cannot be read: .*giftWrap/s),
    );
    expect(
      unreadable(
        TOLD,
        EVENT_CONTRACTS.filter((one) => one !== paid),
      ),
    ).toContain('orders.order-paid.v2 is told by the release before, and nobody knows it any more');
  });
});

describe('events of this release', () => {
  const plantedIn = (type: string, change: (schema: Schema) => Schema) =>
    RELEASED.flatMap(({ service, read }) =>
      Object.hasOwn(read, type) ? notTaken(service, { [type]: change(read[type] as Schema) }, EXAMPLES) : [],
    );

  it('are taken by the consumers of the one before', async () => {
    const tells: readonly CloudEvent[] = [...EXAMPLES, ...(await company.record(HISTORIES))];
    expect(RELEASED.flatMap(({ service, read }) => notTaken(service, read, tells))).toEqual([]);
  });

  it('are not taken when they lack what the one before needs, say what it does not know, or are told no more', () => {
    const needs = plantedIn('logistics.shipment-delivered.v1', (schema) => ({
      ...schema,
      required: [...(schema['required'] as string[]), 'signedBy'],
    }));
    expect(needs).toContainEqual(
      expect.stringMatching(
        /^logistics\.shipment-delivered\.v1 .* is not taken by the release before of orders: .*signedBy/,
      ),
    );
    const knows = plantedIn('logistics.shipment-delivered.v1', (schema) => ({
      ...schema,
      properties: { ...(schema['properties'] as object), status: { enum: ['lost'] } },
    }));
    expect(knows).toContainEqual(
      expect.stringContaining('/status must be equal to one of the allowed values'),
    );
    expect(notTaken('orders', { 'logistics.parcel-sung.v1': {} }, EXAMPLES)).toEqual([
      'logistics.parcel-sung.v1 is read by the release before of orders, and nobody tells it any more',
    ]);
  });
});

/** What has moved to a stack that takes no part in the simulation is asked by the tests of that stack. */
const stillAnswered = (document: Schema, { paths }: Schema): Schema => ({
  ...document,
  paths: Object.fromEntries(
    Object.entries(document['paths'] as Schema).filter(([path]) => path in (paths as Schema)),
  ),
});
const CALLS = RELEASED.flatMap(({ service, document, current }) =>
  shownCalls(service, stillAnswered(document, current)),
);

/** What a route refuses before it is asked: not what it was asked for, or not by whom. */
const REFUSED = new Set([
  'VALIDATION_FAILED',
  'MALFORMED_JSON',
  'UNSUPPORTED_MEDIA_TYPE',
  'UNAUTHORISED',
  'FORBIDDEN',
]);
const isRefused = ({ status, code }: Readonly<{ status: number; code: string }>): boolean =>
  status === 0 || status >= 500 || REFUSED.has(code);

type Answered = Readonly<{ service: string; route: string; status: number; code: string; body: unknown }>;
async function answered(calls = CALLS, defect?: Defect): Promise<readonly Answered[]> {
  const replies = await company.answer(
    calls.map(({ call }) => call),
    defect && { defect },
  );
  return replies.flat().map(({ status, code, body }, index) => {
    const { route = '', call } = calls[index] ?? {};
    return { service: call?.service ?? '', route, status, code, body };
  });
}
const called = (route: string) => CALLS.filter((one) => one.route === route);

describe('requests of the release before', () => {
  let answers: readonly Answered[];
  beforeAll(async () => {
    answers = await answered();
  });

  it('are taken by this one', () => {
    expect(answers.filter(isRefused)).toEqual([]);
    expect(answers.filter(({ status }) => status < 300).length).toBeGreaterThan(CALLS.length / 2);
  });

  it('are answered so that it can be read', () => {
    const faults = RELEASED.flatMap(({ service, document, current }) => [
      ...answerFaults(
        document,
        answers
          .filter((one) => one.service === service)
          // What is no object was not read: pages, files, and what has no content.
          .map(({ body, ...one }) => ({
            ...one,
            body: Object.keys(body as object).length > 0 ? body : undefined,
          })),
      ),
      ...answerFaults(document, shownAnswers(current)),
    ]);
    expect(faults).toEqual([]);
  });

  it('are refused when this one takes less, or fails', async () => {
    const [cancel] = called('POST /orders/{orderId}/cancel');
    if (cancel === undefined) throw new Error('nothing cancels an order');
    const sung = { ...cancel, call: { ...cancel.call, body: { reason: 'Changed my mind', sung: true } } };
    expect((await answered([sung])).filter(isRefused)).toMatchObject([
      { status: 422, code: 'VALIDATION_FAILED' },
    ]);
    expect((await answered([cancel], LEAVES_A_FIELD_OUT)).filter(isRefused)).toMatchObject([{ status: 500 }]);
  });

  it('are answered unreadably when a status, a member, or a kind of value is another', async () => {
    const { document } = RELEASED.find(({ service }) => service === 'orders') ?? {};
    const [order] = await answered(called('GET /orders/{orderId}'));
    if (document === undefined || order === undefined) throw new Error('nothing shows an order');
    const { orderId: _, ...without } = order.body as Readonly<Record<string, unknown>>;
    const faultsOf = (change: object): string[] => answerFaults(document, [{ ...order, ...change }]);
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ status: 202 })).toEqual([expect.stringContaining('answers 202, which')]);
    expect(faultsOf({ body: without })).toEqual([expect.stringContaining("'orderId'")]);
    expect(faultsOf({ body: { ...without, orderId: 7 } })).toEqual([
      expect.stringContaining('must be string'),
    ]);
    const refused = { type: 'urn:x', title: 'x', status: 404, detail: 'x', traceId: 'x' };
    expect(faultsOf({ status: 404, code: 'ORDER_NOT_FOUND', body: { ...refused, code: 7 } })).toHaveLength(1);
    expect(faultsOf({ status: 404, code: 'ORDER_SUNG', body: { ...refused, code: 'ORDER_SUNG' } })).toEqual(
      [],
    );
  });
});

describe('requests of this release', () => {
  it('are taken by the one before, without what is new', () => {
    expect(RELEASED.flatMap(({ document, current }) => requestFaults(document, current))).toEqual([]);
  });

  it('are refused when the one before needs more, or takes it for something else', () => {
    const shop = (schema: Schema, example: unknown): Schema => ({
      paths: {
        '/songs': { post: { requestBody: { content: { 'application/json': { schema, example } } } } },
      },
    });
    const before = {
      type: 'object',
      required: ['title'],
      properties: { title: { type: 'string' } },
      additionalProperties: false,
    };
    expect(requestFaults(shop(before, {}), shop({}, { title: 'La', loud: true }))).toEqual([]);
    expect(requestFaults(shop(before, {}), shop({}, { loud: true }))).toEqual([
      "POST /songs is shown with what the release before refuses: all of it must have required property 'title'",
    ]);
    expect(requestFaults(shop(before, {}), shop({}, { title: 1 }))).toHaveLength(1);
  });
});
