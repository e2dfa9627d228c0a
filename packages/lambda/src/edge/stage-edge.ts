import { lazy } from '../lazy.ts';
import { stageSecret } from '../secrets/stage-secret.ts';
import type { Edge } from './client-address.ts';

const proof = /* @__PURE__ */ lazy(() => stageSecret('EDGE_PROOF_PARAMETER'));

/**
 * The edge before the APIs of this stage; undefined where there is none. `EDGE_PROOF_PARAMETER` names the secret by which it
 * proves itself, and `EDGE_ONLY` (`yes`) says that calls which do not come through it are refused.
 */
export const stageEdge = (): Edge | undefined =>
  process.env['EDGE_PROOF_PARAMETER'] === undefined
    ? undefined
    : { proof: proof(), only: process.env['EDGE_ONLY'] === 'yes' };
