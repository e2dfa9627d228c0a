import type { components } from '@cartless/api-client';

/** An order as it is asked for. */
export type OrderBody = components['schemas']['NewOrder'];
