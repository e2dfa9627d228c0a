export { startCarrierSimulator } from './start-carrier-simulator.ts';
export type { CarrierSimulator, CarrierSimulatorOptions } from './start-carrier-simulator.ts';
