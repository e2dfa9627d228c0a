import { lazy, readConfig, taskHandler } from '@cartless/lambda';
import { publishWait } from '@cartless/lambda/metrics';
import { askCarrier } from '../../tracking/ask-carrier.ts';
import { buyLabelInBackground } from '../../labels/buy-label.ts';
import { catchUp } from '../catch-up.ts';
import { watchWaits } from '../../shipments/longest-wait.ts';
import { DispatchConfig } from '../../config.ts';
import {
  buyLabels,
  clock,
  health,
  poll,
  providers,
  shipments,
  voidLabels,
  workersCarriers,
} from '../../service.ts';

const run = /* @__PURE__ */ lazy(() => {
  const { AUTO_DISPATCH: dispatch } = readConfig(DispatchConfig);
  return catchUp({
    shipments: shipments(),
    buyInBackground: buyLabelInBackground({ shipments: shipments(), clock, buy: buyLabels(), dispatch }),
    voidLabel: voidLabels(),
    askCarrier: askCarrier({ shipments: shipments(), carriers: workersCarriers(), poll: poll(), clock }),
    health: health(),
    providers: providers(),
    poll: poll(),
    clock,
    atOnce: 8,
    most: 400,
    budgetMs: 20_000,
  });
});

const watch = /* @__PURE__ */ lazy(() =>
  watchWaits({
    shipments: shipments(),
    clock,
    tell: (since, now) => publishWait('ParcelWaits', since, now),
  }),
);

export const handler = taskHandler('catch-up', async () => {
  const did = await run()();
  await watch()();
  return did;
});
