import { dangersOf } from '../../../../services/logistics/src/packing/dangers.ts';
import { isParcel, LOGISTICS, parcelIn } from '../shop/logistics.ts';
import { failedCall } from '../world/faults.ts';
import { currentInvocation, type Invocation } from '../world/running.ts';
import type { Invariant } from './invariant.ts';

/** Who can be asked to take a parcel within the country, and within which time nobody asks again who has just failed. */
const CARRIERS = ['carrier.simulated', 'kuaidi100.simulated'];
const BREAKER_MS = 10 * 60_000;
/** Who cannot read or write what is kept of carriers and parcels asks nobody else. */
const OF_CARRIERS = /^\w+ [\w-]+ logistics/;

export const carriersStandIn: Invariant = {
  says: 'a parcel waits for no carrier as long as there is another that was not asked',
  watch: ({ world }) => {
    /** Which call has booked a parcel last, or taken its booking back: another one goes by what it finds there. */
    const bookedBy = new Map<string, Invocation>();
    let problem: string | undefined;
    return {
      changed(table, { before, after }) {
        const invocation = currentInvocation();
        if (table !== LOGISTICS || after === undefined || before === undefined || !isParcel(after)) return;
        const [was, is] = [parcelIn(before), parcelIn(after)];
        if (invocation === undefined) return;
        if (was.booking?.ref !== is.booking?.ref) bookedBy.set(is.id, invocation);
        const isPutOff = (is.tries ?? 0) > (was.tries ?? 0) && is.booking === undefined;
        // Not everybody takes what is dangerous, or goes abroad.
        const isForAll = is.address.country === 'CN' && dangersOf(is.lines).length === 0;
        if (!isPutOff || !isForAll || (bookedBy.get(is.id) ?? invocation) !== invocation) return;
        const called = world.network.calledBy(invocation);
        const [asked] = CARRIERS.filter((host) => called.has(host));
        const other = CARRIERS.find(
          (host) =>
            !called.has(host) &&
            world.scheduler.now - (world.network.calledAt.get(host) ?? -Infinity) > BREAKER_MS,
        );
        if (asked === undefined || other === undefined) return;
        if (world.faults.happened.some((fault) => failedCall(fault, OF_CARRIERS))) return;
        problem = `${is.id} waits for ${asked}, and ${other} was not asked`;
      },
      always: () => problem,
    };
  },
};
