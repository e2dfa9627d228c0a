import type { Secret } from '@cartless/lambda/secret';

/** What the stage's secrets are in the simulation. */
export const secretOf = (variable: string): string => `sk_test_${variable.toLowerCase()}_0123456789`;

/** Secrets that are always there: that the parameter store fails is no part of these histories. */
export function stageSecret(variable: `${string}_PARAMETER`): Secret {
  const values = [secretOf(variable)] as const;
  return { values: async () => values, insteadOf: async () => undefined };
}
