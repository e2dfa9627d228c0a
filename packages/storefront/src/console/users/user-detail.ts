import type { components } from '@cartless/api-client';

/** An account, as the staff sees it. */
export type UserDetail = components['schemas']['UserDetail'];
