import type { Topic } from '@cartless/lambda/openapi';

const SHIPMENTS: Topic = {
  name: 'Shipments',
  description: 'Parcels: what is in them, packing and handing them over.',
};

/** What the operations of each room are about. */
export const TOPICS = {
  shipments: SHIPMENTS,
  packing: SHIPMENTS,
  holds: SHIPMENTS,
  returning: SHIPMENTS,
  tracking: { name: 'Tracking', description: 'Where a parcel is, and what carriers tell of it.' },
  reshipping: { name: 'Reshipping', description: 'To have a parcel sent again, and to decide about that.' },
  carriers: { name: 'Carriers', description: 'How the carriers are.' },
  'dead-letters': { name: 'Dead letters', description: 'What could not be handled, and putting it back.' },
} as const satisfies Record<string, Topic>;
