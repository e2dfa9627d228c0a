import { SERVICES } from '@cartless/domain';

/** What every other stack of a stage stands on. */
export const GROUND = ['platform'] as const;
/** What a stage is made of, the address of the shop apart. */
export const STACKS = [...GROUND, ...SERVICES];
