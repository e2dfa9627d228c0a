import { UserActivated, UserErased, type UserReinstated, UserSuspended } from './events/users/index.ts';

/**
 * How an account stands, as services other than `users` know it from its events. `since` is when that status began and
 * `activatedAt` when the address was proved, both ISO 8601 UTC and absent where no event told of them. `sequence` is the
 * latest version of the account that was heard of.
 */
export type AccountStanding = Readonly<{
  status: 'open' | 'suspended' | 'erased';
  since?: string;
  activatedAt?: string;
  sequence: number;
}>;

/** An account of which nothing was heard: it is new here, or nothing ever happened to it. It counts as open. */
export const UNKNOWN_ACCOUNT: AccountStanding = { status: 'open', sequence: 0 };

/** What tells how an account stands. */
export type AccountEvent = UserActivated | UserSuspended | UserReinstated | UserErased;

/**
 * How an account stands after an event, whatever the order in which its events come and however often: the latest decides,
 * an erased account stays erased, and when it was activated stays known.
 *
 * @returns undefined when the event tells nothing new
 */
export function standingAfter(known: AccountStanding, event: AccountEvent): AccountStanding | undefined {
  const { type, time, sequence } = event;
  const status = statusTold(type);
  const isNews = known.status !== 'erased' && (status === 'erased' || sequence > known.sequence);
  const activatedAt = type === UserActivated.type ? earlier(known.activatedAt, time) : known.activatedAt;
  if (!isNews && activatedAt === known.activatedAt) return undefined;
  return {
    ...(isNews ? { status, since: time } : known),
    ...(activatedAt !== undefined && { activatedAt }),
    sequence: Math.max(known.sequence, sequence),
  };
}

/**
 * Whether what an account asked for at a time was asked for when it was suspended or erased already.
 *
 * @param at ISO 8601 UTC
 */
export const wasBarredAt = ({ status, since }: AccountStanding, at: string): boolean =>
  status !== 'open' && since !== undefined && Date.parse(at) >= Date.parse(since);

function statusTold(type: string): AccountStanding['status'] {
  if (type === UserErased.type) return 'erased';
  return type === UserSuspended.type ? 'suspended' : 'open';
}

const earlier = (known: string | undefined, time: string): string =>
  known === undefined || Date.parse(time) < Date.parse(known) ? time : known;
