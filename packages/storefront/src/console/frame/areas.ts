/** The rooms of the console, in the order of a day, and who of the staff may enter them. */
export const AREAS = [
  { name: 'reports', to: '/console/reports', scopes: ['reports'] },
  { name: 'orders', to: '/console/orders', scopes: ['support', 'fulfilment', 'finance'] },
  { name: 'parcels', to: '/console/parcels', scopes: ['fulfilment'] },
  { name: 'returns', to: '/console/returns', scopes: ['support', 'fulfilment'] },
  { name: 'refunds', to: '/console/refunds', scopes: ['finance'] },
  { name: 'disputes', to: '/console/disputes', scopes: ['finance'] },
  { name: 'products', to: '/console/products', scopes: ['catalogue'] },
  { name: 'promotions', to: '/console/promotions', scopes: ['catalogue'] },
  { name: 'users', to: '/console/users', scopes: ['support', 'staff'] },
  {
    name: 'system',
    to: '/console/system',
    scopes: ['catalogue', 'fulfilment', 'finance', 'support', 'reports', 'staff'],
  },
] as const;
type Area = (typeof AREAS)[number];

/** The room that an address belongs to. */
export const areaAt = (path: string): Area | undefined =>
  AREAS.find(({ to }) => path === to || path.startsWith(`${to}/`));
