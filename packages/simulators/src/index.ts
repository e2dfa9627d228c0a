export {
  type CarrierSimulator,
  type CarrierSimulatorOptions,
  startCarrierSimulator,
} from './carrier/start-carrier-simulator.ts';
export {
  type Kuaidi100Simulator,
  type Kuaidi100SimulatorOptions,
  startKuaidi100Simulator,
} from './kuaidi100/start-kuaidi100-simulator.ts';
export {
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startPaymentSimulator,
} from './payments/start-payment-simulator.ts';
