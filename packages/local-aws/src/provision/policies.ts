import type { ResourceKind } from './resource-kind.ts';

/* The emulators let everyone in, so a policy is checked for its shape and has no effect. */
const policy = (...properties: readonly string[]): ResourceKind => ({
  used: [],
  ignored: properties,
  create: async (logicalId) => ({ ref: logicalId, attributes: { Id: logicalId } }),
});

export const bucketPolicyKind = policy('Bucket', 'PolicyDocument');
export const queuePolicyKind = policy('Queues', 'PolicyDocument');
export const topicPolicyKind = policy('Topics', 'PolicyDocument');
