import { setTimeout as sleep } from 'node:timers/promises';
import { apiHandler, InternalError, lazy, log } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { clock, shipments } from '../../service.ts';
import { dispatchMany } from '../dispatch-many.ts';
import { dispatching } from '../dispatch-service.ts';
import { route } from './route.ts';

const dispatch = /* @__PURE__ */ lazy(() =>
  dispatchMany({
    shipments: shipments(),
    dispatch: dispatching(),
    clock,
    fault: (shipmentId, error) => {
      log.error('a parcel of many failed', { shipmentId, error });
      return InternalError({ cause: error });
    },
    wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    atOnce: 8,
    beginMs: 15_000,
    answerMs: 25_000,
  }),
);

export const handler = apiHandler(
  route,
  async ({ body }, { locale }) => ({ results: [...(await dispatch()({ ...body, locale }))] }),
  { admit },
);
