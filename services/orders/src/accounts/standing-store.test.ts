import { describe, expect, it } from '@jest/globals';
import { UserActivated, UserErased, UserReinstated, UserSuspended } from '@cartless/domain';
import { memoryShop } from '../../test/memory-shop.ts';
import { keepStanding, readStanding } from './standing-store.ts';

const told = (contract: typeof UserActivated, sequence: number) =>
  contract.create({
    subject: 'usr_mei',
    sequence,
    time: `2026-11-21T0${sequence}:00:00.000Z`,
    data: { userId: 'usr_mei' },
  });
const EVENTS = [
  told(UserActivated, 2),
  told(UserSuspended, 4),
  told(UserReinstated, 5),
  told(UserSuspended, 6),
];

describe('the copy of how accounts stand', () => {
  it('knows nothing of an account at first, which is open then', async () => {
    expect(await readStanding(memoryShop().memory)('usr_mei')).toEqual({ status: 'open', sequence: 0 });
  });

  it('ends with the latest event when all of them come at the same moment, backwards and twice', async () => {
    const { memory } = memoryShop();
    const all = [...EVENTS, ...EVENTS].toReversed();
    await Promise.all(all.map((event) => keepStanding(memory)('usr_mei', event)));
    expect(await readStanding(memory)('usr_mei')).toEqual({
      status: 'suspended',
      since: '2026-11-21T06:00:00.000Z',
      activatedAt: '2026-11-21T02:00:00.000Z',
      sequence: 6,
    });
  });

  it('answers how the account stands then, also when it knew', async () => {
    const keep = keepStanding(memoryShop().memory);
    await keep('usr_mei', told(UserErased, 7));
    expect(await keep('usr_mei', told(UserSuspended, 6))).toMatchObject({ status: 'erased', sequence: 7 });
  });
});
