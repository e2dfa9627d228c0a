import { describe, expect, it } from '@jest/globals';
import {
  AddressId,
  Money,
  OrderId,
  OrderNumber,
  PERSONAL,
  ProductId,
  PlaceSnapshot,
  ReturnId,
  ShipmentId,
  UserId,
  VariantId,
} from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import * as z from 'zod/mini';
import type { Schema } from '../scripts/docs/contract-changes.ts';
import { eventSchema } from '../scripts/docs/event-schema.ts';
import { resourcesOf } from './serverless-yaml.ts';

/** What a text of this form is, its form says: an id leads to a person only by way of the service that keeps the person. */
const SPEAKING = new Set(
  [
    AddressId,
    OrderId,
    OrderNumber,
    ProductId,
    ReturnId,
    ShipmentId,
    UserId,
    VariantId,
    Money.shape.currency,
  ].map((form) => z.toJSONSchema(form).pattern),
);

/** Every text of a schema that is not a time, a value of a list, an id or a currency, by path, and whether it is said to be personal. */
function texts(schema: Schema, path = 'data'): (readonly [string, unknown])[] {
  const parts: (readonly [string, Schema])[] = [
    ...Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(
      ([name, field]) => [`${path}.${name}`, field] as const,
    ),
    ...(schema['items'] === undefined ? [] : [[`${path}[]`, schema['items'] as Schema] as const]),
    ...['anyOf', 'oneOf', 'allOf']
      .flatMap((word) => (schema[word] ?? []) as Schema[])
      .filter(({ type }) => type !== 'null')
      // What is said of a field that may be null is said of its text.
      .map((part) => [path, { ...part, [PERSONAL]: part[PERSONAL] ?? schema[PERSONAL] }] as const),
  ];
  const { type, format, pattern, enum: values } = schema;
  const speaks = values !== undefined || format === 'date-time' || SPEAKING.has(pattern as string);
  const own = type === 'string' && !speaks && schema['const'] === undefined;
  return [
    ...(own ? [[path, schema[PERSONAL]] as const] : []),
    ...parts.flatMap(([at, part]) => texts(part, at)),
  ];
}

const personalIn = (type: string): string[] => {
  const contract = EVENT_CONTRACTS.find((one) => one.type === type);
  if (contract === undefined) throw new Error(`there is no event ${type}`);
  return texts(eventSchema(contract)).flatMap(([path, personal]) => (personal === true ? [path] : []));
};

const contracts = EVENT_CONTRACTS.map((contract) => [contract.type, contract] as const);

describe.each(contracts)('the texts of %s', (_, contract) => {
  it('say of themselves whether they tell of a person', () => {
    const said = texts(eventSchema(contract));
    expect(said.filter(([, personal]) => typeof personal !== 'boolean').map(([path]) => path)).toEqual([]);
  });
});

describe('what reaches analytics', () => {
  type Filter = Readonly<{ type: readonly string[]; newer?: unknown }>;
  const filters = resourcesOf('analytics', 'AWS::SNS::Subscription').map(
    ([, { Properties }]) => Properties['FilterPolicy'] as Filter,
  );
  const nameOf = (type: string): string => type.replace(/\.v\d+$/, '');

  it('names nobody: no event has a personal field', () => {
    const types = filters.flatMap(({ type }) => type);
    expect(types.length).toBeGreaterThan(10);
    for (const type of types.filter((one) => !hasNewer(one, types))) {
      expect([type, personalIn(type)]).toEqual([type, []]);
    }
  });

  it('is an earlier version of an event only from a producer that tells no later one', () => {
    for (const { type, newer } of filters) {
      if (type.some((one) => hasNewer(one, type))) expect(newer).toEqual([{ exists: false }]);
    }
  });

  const hasNewer = (type: string, types: readonly string[]): boolean =>
    types.some((other) => nameOf(other) === nameOf(type) && other > type);
});

describe('an address that is not told', () => {
  const slim = EVENT_CONTRACTS.filter(
    ({ type, data }) =>
      'shippingAddress' in (data as unknown as { shape: object }).shape && personalIn(type).length === 0,
  );
  const address = {
    recipient: '林美',
    phone: '+8613800138000',
    line1: '长乐路 88 号',
    line2: '3 楼',
    district: '静安区',
    city: '静海市',
    region: '上海市',
    postalCode: '200040',
    country: 'CN',
  };

  it.each([address.line1, address.phone, 'mei@example.com'])(
    'tells no %s that stands in the place of the city',
    (city) => {
      const snapshot = { ...address, city };
      expect(PlaceSnapshot.parse(snapshot)).toMatchObject({ city: '-', region: '上海市' });
    },
  );

  it.each(slim.map((contract) => [contract.type, contract] as const))(
    'is left out of %s by its contract, whoever tells or reads it',
    (_, contract) => {
      const data = { ...(contract.example as object), shippingAddress: address };
      const { data: told } = contract.create({
        subject: 'x',
        sequence: 1,
        time: '2026-11-21T08:00:00Z',
        data,
      });
      expect(told).toMatchObject({ shippingAddress: { city: '静海', region: '上海市', country: 'CN' } });
      for (const [name, value] of Object.entries(address)) {
        if (!['city', 'region', 'country'].includes(name)) {
          expect(JSON.stringify(told)).not.toContain(`"${value}"`);
        }
      }
    },
  );

  it('goes to those who send something there', () => {
    const whole = EVENT_CONTRACTS.filter(({ type }) =>
      personalIn(type).some((path) => path.includes('ddress')),
    );
    expect(whole.map(({ type }) => type).toSorted()).toEqual([
      'logistics.readdress-refused.v1',
      'orders.order-confirmed.v1',
      'orders.order-paid.v1',
      'orders.order-readdressed.v1',
      'users.address-book-changed.v1',
    ]);
  });
});
