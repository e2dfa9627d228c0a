import * as z from 'zod/mini';
import { defineEvent, field, type EventOf } from '../event-contract.ts';
import { LabelCost, labelCostExample } from './label-cost.ts';

export const LabelVoided = defineEvent({
  producer: 'logistics',
  name: 'label-voided',
  version: 1,
  description:
    'A label that was bought is given back, because its parcel does not leave; it costs nothing after all.',
  data: z.extend(LabelCost, {
    voidedAt: field(z.iso.datetime(), 'When the carrier took it back', '2026-11-22T10:00:00.000Z'),
  }),
  example: { ...labelCostExample, voidedAt: '2026-11-22T10:00:00.000Z' },
});
export type LabelVoided = EventOf<typeof LabelVoided>;
