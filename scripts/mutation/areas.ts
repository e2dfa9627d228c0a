/** One thing that must not break unseen: the files whose every branch matters, and the tests that have to notice. */
export type Area = Readonly<{ mutate: readonly string[]; tests: readonly string[] }>;

/** The tests of an area need no emulator: each of some hundred changed programs is run against them. */
export const AREAS = {
  money: {
    mutate: [
      'packages/domain/src/{format-money,money}.ts',
      'services/orders/src/tax/{included-tax,order-tax,tax-rules}.ts',
      'services/orders/src/ordering/shipping-fee.ts',
      'services/orders/src/payments/stripe/stripe-amount.ts',
    ],
    tests: [
      'packages/domain/src/{format-money,money}.test.ts',
      'services/orders/src/tax/*.test.ts',
      'services/orders/src/ordering/shipping-fee.test.ts',
      'services/orders/src/payments/stripe/stripe-amount.test.ts',
    ],
  },
  stock: {
    mutate: ['services/orders/src/stock/stock-plan.ts', 'services/orders/src/limits/*.ts'],
    tests: ['services/orders/src/{stock,limits}/*.test.ts'],
  },
  idempotency: {
    mutate: [
      'packages/domain/src/idempotency-key.ts',
      'packages/aggregate/src/request-hash.ts',
      'services/orders/src/ordering/place-order.ts',
    ],
    tests: [
      'packages/domain/src/idempotency-key.test.ts',
      'packages/aggregate/src/request-hash.test.ts',
      'services/orders/src/ordering/{place-order,missing-address,variants}.test.ts',
      'services/orders/src/{limits,order-limits,promotions}/*.test.ts',
    ],
  },
  auth: {
    mutate: [
      'services/users/src/sessions/{session,log-in,refresh-session,log-out}.ts',
      'services/users/src/throttling/*.ts',
      'packages/lambda/src/caller.ts',
    ],
    tests: [
      'services/users/src/{mails,reports,sessions,throttling}/*.test.ts',
      'packages/lambda/src/caller.test.ts',
    ],
  },
  passwords: {
    mutate: [
      'services/users/src/passwords/{change-password,reset-password,confirm-password,password-policy,set-password}.ts',
      'services/users/src/links/{secret-link,follow-link}.ts',
    ],
    tests: ['services/users/src/{passwords,links}/*.test.ts'],
  },
} as const satisfies Record<string, Area>;
