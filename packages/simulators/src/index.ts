export {
  type CarrierSimulator,
  type CarrierSimulatorOptions,
  startCarrierSimulator,
} from './carrier/start-carrier-simulator.ts';
export {
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startPaymentSimulator,
} from './payments/start-payment-simulator.ts';
