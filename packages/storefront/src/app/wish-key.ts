import { newIdempotencyKey } from '@cartless/api-client';
import { useRef } from 'react';

/**
 * The `Idempotency-Key` of what somebody wishes: the same for the same body, so that a button that is pressed again after a lost
 * answer does no more than one thing.
 */
export function useWishKey(): (body: object) => Readonly<{ 'Idempotency-Key': string }> {
  const wish = useRef({ key: '', said: '' });
  return (body) => {
    const said = JSON.stringify(body);
    if (wish.current.said !== said) wish.current = { key: newIdempotencyKey(), said };
    return { 'Idempotency-Key': wish.current.key };
  };
}
