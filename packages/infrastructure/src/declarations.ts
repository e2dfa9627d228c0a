import * as z from 'zod';

/** A name that logical ids and names on AWS are made of. */
const Name = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'must be written like-this');
/** What an alarm tells; whoever is woken reads it first. */
const Sentence = z.string().regex(/^[A-Z].*\.$/, 'must be a sentence');
/** A whole number, or a variable of the Serverless Framework that becomes one. */
const Whole = z.union([z.int(), z.string().regex(/^\$\{.+\}$/)]);
const Reference = z.record(z.string(), z.unknown());

/** `consumes`: the queue that a function reads. The types of events are those that its handler says it reads. */
export const Consumes = z.strictObject({
  queue: Name,
  alarm: Sentence,
  /** `own`: messages that the service itself sends, and no events. */
  messages: z.optional(z.literal('own')),
  /** A topic that is no producer's; everything that it tells reaches the queue. */
  topic: z.optional(Reference),
  batchSize: z.int().default(10),
  /** Seconds that Lambda gathers messages; needed for more than ten at once. */
  batchWindow: z.optional(z.int()),
  /** How many containers at most read the queue at once; AWS takes no less than 2. */
  maximumConcurrency: z.optional(Whole),
  /** Seconds; six times the function's time-out and the window where nothing is said, as AWS advises. */
  visibilityTimeout: z.optional(Whole),
  /** Seconds that a message waits before it can be read, at most 900. */
  delay: z.optional(Whole),
  /** Seconds after which the oldest message raises an alarm. */
  lateAfter: z.optional(z.int()),
});
export type Consumes = z.infer<typeof Consumes>;

/** `follows`: the stream that a function reads. All other settings are those of the framework's `stream` event. */
export const Follows = z.looseObject({
  stream: Reference,
  deadLetters: Name,
  alarm: Sentence,
  /** -1 tries as long as the stream keeps a record. */
  maximumRetryAttempts: Whole,
});
export type Follows = z.infer<typeof Follows>;

/** `relays`: the stream of a table whose outbox a function publishes. How, is the same for every table. */
export const Relays = z.strictObject({ stream: Reference, alarm: Sentence });
export type Relays = z.infer<typeof Relays>;

/** `runs`: when a function starts by itself. */
export const Runs = z.strictObject({ schedule: z.string(), alarm: Sentence });
export type Runs = z.infer<typeof Runs>;

const MetricName = z.string().regex(/^[A-Z]\w+$/);

/** `counts`: a metric of the service that must stay at zero, or not get above a figure. */
export const Counts = z.record(
  MetricName,
  z.strictObject({
    alarm: Sentence,
    statistic: z.enum(['Sum', 'Maximum']).default('Sum'),
    /** The most that alarms nobody. */
    above: z.int().default(0),
    /** Seconds that are looked at together. */
    period: z.int(),
    /** How many periods in a row. */
    periods: z.int().default(1),
  }),
);
export type Counts = z.infer<typeof Counts>;

/** `waits`: a metric of how long the oldest of some things has waited for a person, and what is wrong after three days. */
export const Waits = z.record(MetricName, Sentence);
export type Waits = z.infer<typeof Waits>;

/** `secrets`: those that a function reads, by their names in settings.yml. */
const Secrets = z.array(Name).min(1);

/** `uses`: in which way a function uses what the stage has chosen: `{ carriers: calls }`. */
export const Uses = z.record(z.string(), z.string());

/** `sweeps`: the function looks through all dead letters of its service, and may throw some away or put others in their place. */
export const Sweeps = z.literal('dead-letters');
/** `shows`: the function shows the dead letters of its service, and changes none. */
export const Shows = z.literal('dead-letters');
/** `redrives`: the function puts dead letters of its service back into the queues that they came from. */
export const Redrives = z.literal('dead-letters');

/** What may stand in a function.yml beside the framework's own settings. */
export const Declarations = z.object({
  consumes: z.optional(Consumes),
  follows: z.optional(Follows),
  relays: z.optional(Relays),
  runs: z.optional(Runs),
  counts: z.optional(Counts),
  waits: z.optional(Waits),
  secrets: z.optional(Secrets),
  uses: z.optional(Uses),
  sweeps: z.optional(Sweeps),
  shows: z.optional(Shows),
  redrives: z.optional(Redrives),
});
export type Declarations = z.infer<typeof Declarations>;
