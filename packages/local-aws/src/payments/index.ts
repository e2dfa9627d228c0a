export {
  type PaymentSimulator,
  type PaymentSimulatorOptions,
  startPaymentSimulator,
} from './start-payment-simulator.ts';
