import { isTooLate } from '@cartless/domain';

/**
 * Refuses what would be written for a request that was answered already, because its time was over: the container goes on with it at
 * its next call, when its caller has long been told that it failed, and may have heard another answer since.
 */
export function refuseTooLate(): void {
  if (isTooLate()) throw new Error('What this was to be written for was answered, and its time is over.');
}
