import * as z from 'zod/mini';
import { defineEvent, field, type EventOf } from '../event-contract.ts';
import { LabelCost, labelCostExample } from './label-cost.ts';

export const LabelBought = defineEvent({
  producer: 'logistics',
  name: 'label-bought',
  version: 1,
  description: 'The label of a parcel was bought; label-voided tells when it is given back.',
  data: z.extend(LabelCost, {
    boughtAt: field(z.iso.datetime(), 'When', '2026-11-22T08:30:00.000Z'),
  }),
  example: { ...labelCostExample, boughtAt: '2026-11-22T08:30:00.000Z' },
});
export type LabelBought = EventOf<typeof LabelBought>;
