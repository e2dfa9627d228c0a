import { restorable, type RestoringRules } from '@cartless/aggregate/restoring';
import { LOGISTICS_TABLE } from './logistics-table.ts';
import { shipmentDeclaration } from './shipments/shipment-store.ts';

/** How the table is put back to what it was at a point in time: `pnpm restore logistics`. */
export const RESTORING_RULES: RestoringRules = {
  table: LOGISTICS_TABLE,
  aggregates: [restorable(shipmentDeclaration, { isOf: ({ sk }) => String(sk).startsWith('shp_') })],
  stays: () => false,
};
