import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type CloudEvent, readCloudEvent } from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { breakingChanges, closedObjects, type Schema } from '../scripts/docs/contract-changes.ts';
import { eventSchema } from '../scripts/docs/event-schema.ts';
import { IGNORED_FIELDS } from './ignored-fields.ts';

const contracts = EVENT_CONTRACTS.map((contract) => [contract.type, contract] as const);
const stored = (folder: 'contracts' | 'examples', type: string): unknown =>
  JSON.parse(readFileSync(new URL(`../packages/domain/${folder}/${type}.json`, import.meta.url), 'utf8'));

/** What a newer producer might send: every object has a field that this release does not know. */
function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).map(([name, member]) => [name, withUnknownFields(member)]);
  return { ...Object.fromEntries(known), addedByANewerRelease: { deep: ['value'] } };
}

describe.each(contracts)('the event %s', (type, contract) => {
  it('has not been broken since its release', () => {
    expect(breakingChanges(stored('contracts', type) as Schema, eventSchema(contract))).toEqual([]);
  });

  it('can be added to, at every level', () => {
    expect(closedObjects(eventSchema(contract))).toEqual([]);
  });

  it('is published as its example shows', () => {
    const { data } = contract.create({
      subject: 'x',
      sequence: 1,
      time: '2026-11-21T08:00:00Z',
      data: contract.example,
    });
    expect(data).toEqual((stored('examples', type) as CloudEvent).data);
  });

  it('is read as its example shows, whatever a newer release adds', () => {
    const example = stored('examples', type) as CloudEvent;
    const event = readCloudEvent(example, [contract]);
    expect(event.data).toEqual(example.data);
    expect(readCloudEvent(withUnknownFields(example), [contract])).toEqual(event);
  });

  it('says of every field that may be passed over what becomes of it then', () => {
    expect(optionalFields(eventSchema(contract)).filter((path) => !(path in IGNORED_FIELDS))).toEqual([]);
  });

  it('says of every field what it is', () => {
    expect(undescribed(eventSchema(contract))).toEqual([]);
  });
});

describe('the fields that may be passed over', () => {
  it('are those that the contracts have', () => {
    const all = new Set(EVENT_CONTRACTS.flatMap((contract) => optionalFields(eventSchema(contract))));
    expect(Object.keys(IGNORED_FIELDS).filter((path) => !all.has(path))).toEqual([]);
  });
});

/** The optional fields of a contract, by path. */
function optionalFields(schema: Schema, path = ''): string[] {
  const required = (schema['required'] ?? []) as readonly string[];
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  return [
    ...fields.flatMap(([name, field]) => [
      ...(required.includes(name) ? [] : [`${path}${name}`]),
      ...optionalFields(field, `${path}${name}.`),
      ...optionalFields((field['items'] ?? {}) as Schema, `${path}${name}[].`),
    ]),
    ...((schema['anyOf'] ?? []) as readonly Schema[]).flatMap((one) => optionalFields(one, path)),
  ];
}

/** The fields of a contract without a description, by path. */
function undescribed(schema: Schema, path = ''): string[] {
  return Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).flatMap(([name, field]) => [
    ...(field['description'] === undefined ? [`${path}${name}`] : []),
    ...undescribed(field, `${path}${name}.`),
    ...undescribed((field['items'] ?? {}) as Schema, `${path}${name}[].`),
  ]);
}
