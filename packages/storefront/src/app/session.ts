import { queryOf } from '@cartless/api-client/query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { shop } from './shop.ts';

const SESSION = ['session'] as const;
const sessionQuery = {
  queryKey: SESSION,
  queryFn: async () => (await shop.session.current()) ?? null,
  staleTime: Infinity,
};

/** Who is logged in: `undefined` while that is not known yet, `null` for nobody. */
export function useSession(): Readonly<{ userId: string }> | null | undefined {
  return useQuery(sessionQuery).data;
}

/** Forgets what was asked for somebody else, as soon as somebody logs in or out, in this tab or another. */
export function useSessionChanges(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      shop.session.onChange(() => {
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
        void client.invalidateQueries();
      }),
    [client],
  );
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
