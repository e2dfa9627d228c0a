/** A running event source. */
export interface EventSource {
  /** Stops reading, lets the invocations in flight finish (a few seconds at most) and gives back what was not processed. */
  stop(): Promise<void>;
}

/** Writes one line for the developer. */
export type Log = (line: string) => void;

/** A filter as `filterPatterns` in serverless.yml has it, or the JSON text that CloudFormation has. */
export type FilterPattern = string | Readonly<Record<string, unknown>>;

/** How long `stop()` waits for invocations in flight; what they do not finish is delivered again later. */
export const STOP_GRACE_MS = 3_000;

/** Lambda's limit for the payload of one invocation is 6 MB; a batch is closed before it gets there. */
export const MAX_BATCH_BYTES = 5_500_000;
