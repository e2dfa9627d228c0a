import type { Topic } from '@cartless/lambda/openapi';

const ORDERS: Topic = {
  name: 'Orders',
  description:
    'To place, follow, change and cancel orders. There is no cart on the server: an order is one call.',
};
const CATALOGUE: Topic = {
  name: 'Catalogue',
  description: 'What is sold, its categories, and how many there are.',
};

/** What the operations of each room are about. */
export const TOPICS = {
  ordering: ORDERS,
  readdressing: ORDERS,
  catalogue: CATALOGUE,
  stock: CATALOGUE,
  payments: { name: 'Payments', description: 'Paying by the provider’s page, and money that goes back.' },
  disputes: { name: 'Disputes', description: 'Payments that shoppers dispute at their banks.' },
  returns: { name: 'Returns', description: 'Goods that come back, and what is decided about them.' },
  parcels: {
    name: 'Undelivered parcels',
    description: 'What is done about parcels that came back or were lost.',
  },
  promotions: { name: 'Promotions', description: 'What shoppers get off their orders by a code.' },
  invoices: { name: 'Invoices', description: 'Invoices and credit notes, as pages to print and as data.' },
  'order-limits': { name: 'Order limits', description: 'How much one account may order before it has paid.' },
  'dead-letters': { name: 'Dead letters', description: 'What could not be handled, and putting it back.' },
} as const satisfies Record<string, Topic>;
