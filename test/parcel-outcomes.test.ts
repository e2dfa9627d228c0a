import { LOCALES } from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { ORDER_STEPS, orderStep } from '../packages/mailer/src/templates/order-step.ts';
import { describe, expect, it } from '@jest/globals';
import { readConsumers } from '../scripts/docs/event-consumers.ts';
import { PARCEL_OUTCOMES } from '../scripts/docs/parcel-outcomes.ts';
import { PARCEL_LETTERS } from '../services/orders/src/mails/parcel-letters.ts';
import { ROUTES } from './all-routes.ts';
import { readService, ROOT, SERVICES } from './serverless-yaml.ts';

const consumers = await readConsumers(ROOT);
const routes = new Set(ROUTES.map(({ id }) => id));
const scheduled = new Set(SERVICES.flatMap((service) => Object.keys(readService(service).functions)));

/** What the shopper is written about an event, when the queue of letters reads it. */
function letterAbout(type: string, data: object) {
  const readers = consumers.get(type) ?? [];
  const isRead = readers.some(({ service, queue }) => service === 'orders' && queue === 'mails');
  const known = PARCEL_LETTERS.find(({ contract }) => contract.type === type);
  return isRead ? known?.letter(data) : undefined;
}

describe.each(PARCEL_OUTCOMES.map((outcome) => [outcome.what, outcome] as const))('%s', (_, outcome) => {
  const contract = EVENT_CONTRACTS.find(({ type }) => type === outcome.event);
  const data = contract?.data.parse({ ...(contract.example as object), ...outcome.data }) as object;

  it('is an event that its contract allows', () => {
    expect(contract).toBeDefined();
    expect(data).toMatchObject({ ...outcome.data });
  });

  it('is told to the shopper in every language, or there is a reason why not', () => {
    const { mail } = outcome;
    const letter = letterAbout(outcome.event, data);
    expect(letter?.step).toBe('step' in mail ? mail.step : undefined);
    if (letter === undefined) return;
    const said = LOCALES.map(
      (locale) =>
        orderStep(locale, { ...letter, items: [], appName: 'Cartless', order: '1', link: 'https://s/1' })
          .text,
    );
    expect(new Set(said).size).toBe(LOCALES.length);
  });

  it('goes on by the shopper, by the staff or by time, unless it is at its end', () => {
    const { shopper, staff, time, end } = outcome;
    for (const id of [...shopper, ...staff]) expect(routes).toContain(id);
    if (time) expect(scheduled).toContain(time.function);
    expect(end === true || time !== undefined || staff.length + shopper.length > 0).toBe(true);
  });
});

describe('the outcomes of parcels', () => {
  /** What every parcel does, what its label costs, and that a decision about it is known. */
  const ORDINARY = [
    'logistics.decision-followed.v1',
    'logistics.shipment-created.v1',
    'logistics.shipment-dispatched.v1',
    'logistics.label-bought.v1',
    'logistics.label-voided.v1',
  ];

  it('are every event that logistics tells, and every letter about parcels', () => {
    const told = new Set([...PARCEL_OUTCOMES.map(({ event }) => event), ...ORDINARY]);
    const own = EVENT_CONTRACTS.filter(({ producer }) => producer === 'logistics').map(({ type }) => type);
    expect(own.filter((type) => !told.has(type))).toEqual([]);
    expect(PARCEL_LETTERS.map(({ contract }) => contract.type).filter((type) => !told.has(type))).toEqual([]);
  });

  it('are told with every step that the letters about parcels have', () => {
    const used = new Set(PARCEL_OUTCOMES.flatMap(({ mail }) => ('step' in mail ? [mail.step] : [])));
    const written = PARCEL_LETTERS.flatMap(({ contract, letter }) => letter(contract.example)?.step ?? []);
    expect(written.filter((step) => !used.has(step) && step !== 'shipped')).toEqual([]);
    for (const step of used) expect(ORDER_STEPS).toContain(step);
  });
});
