export { type Defect, DEFECTS } from './defects/defects.ts';
export type { Stage } from './cost/lives.ts';
export type { Use } from './world/meter.ts';
export { stale, unexplained, unreached } from './coverage/unreached.ts';
export { Company, seeds, type Told } from './run/company.ts';
export { FAULT_KINDS } from './world/faults.ts';
export type { Failure, Figures } from './run/figures.ts';
