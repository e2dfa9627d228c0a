import { readConfig, taskHandler } from '@cartless/lambda';
import { askCarrier } from '../../application/ask-carrier.ts';
import { buyLabelInBackground } from '../../application/buy-label.ts';
import { catchUp } from '../../application/catch-up.ts';
import { providersOf } from '../../application/report-carriers.ts';
import { DispatchConfig } from '../../config.ts';
import { buyLabels, clock, health, poll, shipments, voidLabels, workersCarriers } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const run = lazy(() => {
  const { AUTO_DISPATCH: dispatch } = readConfig(DispatchConfig);
  return catchUp({
    shipments: shipments(),
    buyInBackground: buyLabelInBackground({ shipments: shipments(), clock, buy: buyLabels(), dispatch }),
    voidLabel: voidLabels(),
    askCarrier: askCarrier({ shipments: shipments(), carriers: workersCarriers(), poll: poll(), clock }),
    health: health(),
    providers: providersOf(workersCarriers()),
    poll: poll(),
    clock,
    atOnce: 8,
    most: 400,
    budgetMs: 20_000,
  });
});

export const handler = taskHandler('catch-up', () => run()());
