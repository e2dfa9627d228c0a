import { ADMIN } from '../shop/people.ts';
import type { Act, Role } from './actor.ts';
import { CLERK } from './clerk.ts';
import { pressAgain } from './impatient.ts';
import { shareCode } from './rehearsed-codes.ts';
import {
  moveElsewhere,
  orderTooMuch,
  rehearseRefunds,
  reuseKeys,
  withArrived,
  withPlaced,
} from './rehearsed-money.ts';
import {
  leadParcelsAstray,
  packWrongly,
  sellNothing,
  sendToBarred,
  sendWhatIsSoldOut,
  wantAgain,
} from './rehearsed-parcels.ts';
import {
  decideReturns,
  returnAllAtOnce,
  returnAllThatWasConfirmed,
  returnTooLate,
} from './rehearsed-returns.ts';
import { DAY, HOUR } from './rehearsing.ts';
import { SHOPPER } from './shopper.ts';
import { askForNothing } from './wrong-ids.ts';

const trust: Act = async ({ shop, userId }) => {
  // What a service keeps of an account, it has heard.
  await shop.world.wait(HOUR);
  const until = new Date(shop.world.scheduler.now + 300 * DAY).toISOString();
  await shop.insist('orders/setOrderLimits', {
    caller: ADMIN,
    params: { userId },
    body: { level: 'unlimited', until, reason: 'rehearses' },
  });
};

/** What somebody else does, with goods of one's own that have arrived. */
const withGoods = ({ acts }: Role, name: string): Act =>
  withArrived(async (person) => acts[name]?.act(person));
const INVOICE = 'pays, and wants the invoice at once';

/** Who buys and sells something to themselves, to see what becomes of it where things hardly ever get. */
export const REHEARSER: Role = {
  isAdmitted: true,
  thinksMs: 6 * HOUR,
  begins: ['is trusted'],
  acts: {
    'is trusted': { often: 0, act: trust },
    'decides about returns of all kinds': { often: 1, act: decideReturns },
    'sends all of it back': { often: 1, act: returnAllAtOnce },
    'sends all of it back that was confirmed': { often: 1, act: returnAllThatWasConfirmed },
    'sends it back too late': { often: 1, act: returnTooLate },
    'cannot decide': { often: 0.4, act: withGoods(SHOPPER, 'cannot decide') },
    'gives back bit by bit': { often: 0.4, act: withGoods(CLERK, 'gives back bit by bit') },
    [INVOICE]: { often: 1, act: withPlaced(async (person) => SHOPPER.acts[INVOICE]?.act(person)) },
    'sees refunds of all kinds': { often: 1, act: rehearseRefunds },
    'wants it elsewhere': { often: 1, act: moveElsewhere },
    'orders too much': { often: 0.8, act: orderTooMuch },
    'uses keys again': { often: 1, act: reuseKeys },
    'shares a code with friends': { often: 1, act: shareCode },
    'leads parcels astray': { often: 4, act: leadParcelsAstray },
    'packs it wrongly': { often: 1, act: packWrongly },
    'sells nothing': { often: 1.5, act: sellNothing },
    'wants it again': { often: 1.5, act: wantAgain },
    'sends to who is barred': { often: 1.5, act: sendToBarred },
    'sends what is sold out': { often: 1, act: sendWhatIsSoldOut },
    'asks for what there is not': { often: 0.6, act: askForNothing },
    'presses again and again': { often: 1.2, act: pressAgain },
    'guesses codes': { often: 0.4, act: async (person) => SHOPPER.acts['guesses codes']?.act(person) },
  },
};
