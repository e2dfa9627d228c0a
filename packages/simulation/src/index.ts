export type { Planted } from './build/bundle.ts';
export { Company, seeds, type Told } from './run/company.ts';
export type { Failure, Figures } from './run/figures.ts';
