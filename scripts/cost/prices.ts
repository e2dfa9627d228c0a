/**
 * List prices of us-east-1 in US dollars as they were known on the given day; compare them with AWS's price pages before you rely on them.
 * Free tiers, discounts for volume and savings plans are left out.
 */
export const PRICED_ON = '2026-11-29';

const MILLION = 1_000_000;

export const PRICES = {
  /** DynamoDB on demand, standard class. Stream reads by Lambda are free. */
  writeUnit: 0.625 / MILLION,
  readUnit: 0.125 / MILLION,
  /** Lambda on arm64. */
  call: 0.2 / MILLION,
  gigabyteSecond: 0.0000133334,
  /** HTTP API, the first 300 million a month, of 512 KB each. */
  httpCall: 1 / MILLION,
  /** SNS standard topics, of 64 KB each. Delivery to SQS is free. */
  publish: 0.5 / MILLION,
  /** SQS standard queues, of 64 KB each. */
  queueRequest: 0.4 / MILLION,
  /** SES, without attachments. */
  mail: 0.1 / 1000,
  /** CloudWatch Logs, for each GB that is taken in. */
  logGigabyte: 0.5,
  /** X-Ray, for each trace that is recorded. */
  trace: 5 / MILLION,
  /** KMS, a signature with a key of RSA_2048. */
  signature: 0.03 / 10_000,
} as const;

/**
 * For how many milliseconds a function waits, which is paid: assumed, because no laptop can measure it. A table of the same region answers
 * within a few milliseconds, providers are far away.
 */
export const WAITS_MS = {
  call: 3,
  tableRequest: 5,
  publish: 15,
  queueRequest: 0,
  mail: 60,
  providerCall: 300,
} as const;

/** X-Ray records the first call of each second and this part of the others; where many buy, the first of a second is nothing. */
export const TRACED = 0.05;

/** A token lasts for fifteen minutes, in which a shopper has bought. */
export const TOKENS_AN_ORDER = 1;

/** Bytes of log that a call leaves, about; a line of a route that was called is as long. */
export const LOGGED_BYTES = 700;
