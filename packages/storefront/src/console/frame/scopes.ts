import { mayWork, useMe } from '../../app/session.ts';

/** Whether whoever is logged in may work in one of these areas. */
export function useMayWork(...areas: readonly string[]): boolean {
  return mayWork(useMe().data?.scopes ?? [], ...areas);
}
