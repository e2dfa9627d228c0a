/** The services of the shop. Each owns its data and its topic, and ships alone. */
export const SERVICES = ['users', 'orders', 'logistics', 'analytics'] as const;
export type ServiceName = (typeof SERVICES)[number];
