import type { DataOf, OperationOf } from '@cartless/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { meQuery } from '../app/session.ts';

export type Me = DataOf<OperationOf<'get', '/me'>>;

/** Keeps a changed profile, so that every page shows it at once. */
export function useSavedProfile(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => client.setQueryData(meQuery().queryKey, me);
}
