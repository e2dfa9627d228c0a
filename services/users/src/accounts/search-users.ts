import { UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import type { Directory, DirectoryPage, UserStore } from './ports.ts';

type Ports = Readonly<{ directory: Directory; users: Pick<UserStore, 'find'> }>;
type Query = Readonly<{
  q?: string | undefined;
  isActive?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}>;

/** Lists accounts, or finds them by id, by user name, or by the beginning of the e-mail address. */
export const searchUsers =
  ({ directory, users }: Ports) =>
  async ({ q = '', isActive, limit, cursor }: Query): Promise<DirectoryPage> => {
    const userId = z.safeParse(UserId, q).data;
    if (userId !== undefined) {
      const user = await users.find(userId);
      return { users: user === undefined ? [] : [user], nextCursor: null };
    }
    const text = q.normalize('NFKC').toLowerCase();
    const page = await directory.list({ emailPrefix: text, isActive, limit, cursor });
    if (text === '' || cursor !== undefined || page.users.length === limit) return page;
    const exact = (await directory.named(text)).filter(({ id }) =>
      page.users.every((user) => user.id !== id),
    );
    const wanted = exact.filter(({ status }) => isActive === undefined || (status === 'active') === isActive);
    return { ...page, users: [...wanted, ...page.users] };
  };
