import { queryOf } from '@cartless/api-client/query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { shop } from './shop.ts';

/** Whoever logged in here last; `ended` when the session ended in the middle, and nobody logged out. */
type Last = Readonly<{ userId: string; ended?: boolean }> | null;
const SESSION = ['session'] as const;
const sessionQuery = {
  queryKey: SESSION,
  queryFn: async (): Promise<Last> => (await shop.session.current()) ?? null,
  staleTime: Infinity,
};

/** Whose pages are open: whoever is logged in, or was until the session `ended` in the middle; `undefined` while that is not known yet. */
export const useOwner = (): Last | undefined => useQuery(sessionQuery).data;

/** Who is logged in: `undefined` while that is not known yet, `null` for nobody. */
export function useSession(): Last | undefined {
  const owner = useOwner();
  return owner?.ended ? null : owner;
}

/**
 * Forgets what was asked for somebody else, as soon as somebody logs in or out, in this tab or another. When a session ends in the
 * middle, what its owner has before them waits for the next log-in.
 *
 * @returns a number that is another whenever a page must forget what its owner did there
 */
export function useSessionChanges(): number {
  const client = useQueryClient();
  const [owners, countOwner] = useReducer((count: number) => count + 1, 0);
  useEffect(
    () =>
      shop.session.onChange((how) => {
        const before = client.getQueryData<Last>(SESSION);
        if (how === 'ended') {
          // What is being asked would fail, and take the place of what was answered before.
          void client.cancelQueries();
          if (before) client.setQueryData(SESSION, { ...before, ended: true });
          return;
        }
        void shop.session.current().then((now) => {
          client.setQueryData<Last>(SESSION, now ?? null);
          if (now?.userId !== before?.userId) {
            client.removeQueries({ predicate: ({ queryKey }) => queryKey !== SESSION });
            if (before) countOwner();
          }
          void client.invalidateQueries();
        });
      }),
    [client],
  );
  return owners;
}

/** The account of whoever is logged in. */
export const meQuery = () => queryOf(shop, '/me');

/** Somebody's account, once it is known; for nobody it is not asked for. */
export function useMe() {
  const session = useSession();
  return useQuery({ ...meQuery(), enabled: session !== undefined && session !== null });
}

/** Whether somebody may work in one of these areas of the staff; administrators may in all of them. */
export const mayWork = (scopes: readonly string[], ...areas: readonly string[]): boolean =>
  scopes.includes('admin') || areas.some((area) => scopes.includes(area));

/** Whether somebody works for the shop at all. */
export const isStaff = (scopes: readonly string[]): boolean => scopes.some((scope) => scope !== 'shop');
