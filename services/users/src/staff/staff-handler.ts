import { apiHandler, type Route } from '@cartless/lambda';
import type { UserId } from '@cartless/domain';
import { actingAccount } from '../accounts/acting-account.ts';
import { ports } from '../service.ts';

type StaffRoute = Route & Readonly<{ access: Exclude<Route['access'], 'public'> }>;

/** The handler of a route of the staff, who can do nothing with a token that outlives their account's standing. */
export const staffHandler = <R extends StaffRoute>(
  route: R,
  run: Parameters<typeof apiHandler<R>>[1],
): ReturnType<typeof apiHandler<R>> =>
  apiHandler(route, async (request, context) => {
    const { caller } = context as unknown as { caller: { userId: UserId } };
    await actingAccount(ports().users, caller.userId);
    return run(request, context);
  });
