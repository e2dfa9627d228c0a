import type { Edge } from './client-address.ts';

/** The edge before the APIs of this stage; undefined where there is none. */
export const stageEdge = (): Edge | undefined => undefined;
