import { createHmac } from 'node:crypto';
import { secretOf } from '../world/replaced/stage-secret.ts';
import { FATES } from '../shop/courier.ts';
import { drawn, isRefused, oneOf, type Person, type Role } from './actor.ts';

const DAY = 86_400_000;

const bank = (person: Person, status: 'succeeded' | 'pending' | 'failed') =>
  person.shop.payments.refundsCome(status);

/** Something befalls one of the parcels that are on their way. */
const befall = async (
  person: Person,
  status: Parameters<Person['shop']['carrier']['befall']>[1],
): Promise<void> => {
  const parcels = person.shop.carrier.onTheirWay();
  const code = parcels[drawn(person, 'parcel', 0, Math.max(0, parcels.length - 1))];
  if (code !== undefined) person.shop.carrier.befall(code, status);
};

const signatureOf = (body: string): string =>
  createHmac('sha256', secretOf('CARRIER_WEBHOOK_SECRET_PARAMETER')).update(body).digest('hex');

/** Something befalls any parcel, whatever befell it before. */
const befallAny = async (person: Person): Promise<void> => {
  const { carrier } = person.shop;
  const code = oneOf(person, 'any parcel', carrier.known());
  const fate = oneOf(person, 'fate', FATES);
  if (code !== undefined && fate !== undefined) carrier.befall(code, fate);
};

/** So much befalls one parcel in two days. */
const MUCH = 8;
/** For so long there may be none yet. */
const MOST_DAYS = 10;

const befallMuch = async (person: Person): Promise<void> => {
  const { carrier, world } = person.shop;
  for (let days = 0; days < MOST_DAYS && carrier.known().length === 0; days += 1) await world.wait(DAY);
  const code = oneOf(person, 'unlucky parcel', carrier.known());
  if (code === undefined) return;
  for (let times = 0; times < MUCH; times += 1) {
    carrier.befall(code, FATES[drawn(person, `fate ${times}`, 0, FATES.length - 1)] ?? FATES[0]);
    await world.wait((2 * DAY) / MUCH);
  }
};

/** What others do whom the shop has to live with: banks, and whoever drives the parcels. */
export const OUTSIDE: Role = {
  thinksMs: DAY,
  seldom: ['much befalls a parcel', 'much befalls a parcel', 'banks send back what had arrived'],
  acts: {
    'banks refuse refunds': {
      often: 2,
      next: ['a parcel is lost', 'banks send back what had arrived'],
      act: async (person) => bank(person, 'failed'),
    },
    'banks take their time': {
      often: 2,
      next: ['banks answer', 'banks answer with no'],
      act: async (person) => bank(person, 'pending'),
    },
    'banks answer': { often: 0, act: async ({ shop }) => shop.payments.settleRefunds('succeeded') },
    'banks answer with no': { often: 0, act: async ({ shop }) => shop.payments.settleRefunds('failed') },
    'banks send back what had arrived': {
      often: 2,
      next: ['banks send back what had arrived', 'banks take their time'],
      act: async ({ shop }) => shop.payments.undoRefunds(),
    },
    'a new version is deployed': { often: 2, act: async ({ shop }) => shop.world.functions.replaceAll() },
    'banks are well': { often: 1, act: async (person) => bank(person, 'succeeded') },
    'a carrier says what nobody understands': {
      often: 1,
      act: async (person) => {
        const body = JSON.stringify({ description: 'tracker.updated', result: { status: 'lost' } });
        await isRefused(person, 'logistics/receiveCarrierUpdate', {
          headers: { 'x-hmac-signature': `hmac-sha256-hex=${signatureOf(body)}` },
          body,
        });
      },
    },
    'a parcel is lost': { often: 2, act: (person) => befall(person, 'lost') },
    'a parcel goes back': { often: 2, act: (person) => befall(person, 'return_to_sender') },
    'a parcel is delivered early': { often: 1, act: (person) => befall(person, 'delivered') },
    'anything befalls a parcel': {
      often: 5,
      next: ['anything befalls a parcel'],
      act: befallAny,
    },
    'much befalls a parcel': { often: 0, act: befallMuch },
    'a parcel waits to be collected': { often: 1, act: (person) => befall(person, 'available_for_pickup') },
  },
};
