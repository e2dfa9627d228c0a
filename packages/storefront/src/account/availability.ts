import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { shop } from '../app/shop.ts';

type Kind = 'username' | 'email' | 'phone';

/** How long nothing is typed before the shop is asked, in milliseconds. */
const QUIET_MS = 500;

/**
 * Whether a name is still free, while it is typed. A hint only: the shop is asked rarely, and when it says that it was asked too
 * often nothing is shown.
 *
 * @param value undefined while what is typed cannot be such a name
 */
export function useAvailability(kind: Kind, value: string | undefined): boolean | undefined {
  const settled = useSettled(value);
  const asked = settled === value ? settled : undefined;
  const { data } = useQuery({
    ...queryOf(shop, '/availability', { params: { query: { [kind]: asked ?? '' } }, tries: 1 }),
    enabled: asked !== undefined,
    staleTime: 60_000,
  });
  return asked === undefined ? undefined : data?.available;
}

function useSettled(value: string | undefined): string | undefined {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
