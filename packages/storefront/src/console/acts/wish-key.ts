import { newIdempotencyKey } from '@cartless/api-client';
import { useState } from 'react';

/** The key of one wish, as a header: however often its button is pressed, and whatever gets lost, the shop does it once. */
export function useWishKey(): Readonly<{ 'Idempotency-Key': string }> {
  const [key] = useState(newIdempotencyKey);
  return { 'Idempotency-Key': key };
}
