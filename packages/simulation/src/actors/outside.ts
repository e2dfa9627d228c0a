import { drawn, type Person, type Role } from './actor.ts';

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

/** What others do whom the shop has to live with: banks, and whoever drives the parcels. */
export const OUTSIDE: Role = {
  thinksMs: DAY,
  acts: {
    'banks refuse refunds': {
      often: 2,
      next: ['a parcel is lost'],
      act: async (person) => bank(person, 'failed'),
    },
    'banks take their time': {
      often: 2,
      next: ['banks answer', 'banks answer with no'],
      act: async (person) => bank(person, 'pending'),
    },
    'banks answer': { often: 0, act: async ({ shop }) => shop.payments.settleRefunds('succeeded') },
    'banks answer with no': { often: 0, act: async ({ shop }) => shop.payments.settleRefunds('failed') },
    'a new version is deployed': { often: 2, act: async ({ shop }) => shop.world.functions.replaceAll() },
    'banks are well': { often: 1, act: async (person) => bank(person, 'succeeded') },
    'a parcel is lost': { often: 2, act: (person) => befall(person, 'lost') },
    'a parcel goes back': { often: 2, act: (person) => befall(person, 'return_to_sender') },
    'a parcel is delivered early': { often: 1, act: (person) => befall(person, 'delivered') },
    'a parcel waits to be collected': { often: 1, act: (person) => befall(person, 'available_for_pickup') },
  },
};
