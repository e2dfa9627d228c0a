/** Something that happened on the way of an order. */
export type Step = Readonly<{
  /** ISO 8601. */
  at: string;
  /** The service, or the queue that something waits in. */
  place: string;
  says: string;
  /** That it went wrong, how much it can be the cause of what is seen (3: it stands still by it), and what to do. */
  fault?: Readonly<{ gravity: 1 | 2 | 3; help?: string }>;
}>;

/** A record of the structured log. */
export type LogRecord = Readonly<{
  timestamp: string;
  level: string;
  message: string;
  service?: string;
  traceId?: string;
  correlationId?: string;
  eventId?: string;
}> &
  Readonly<Record<string, unknown>>;

/** Finds the records in which one of the names stands, in any order. */
export type SearchLog = (names: readonly string[]) => Promise<readonly LogRecord[]>;

/** What the tables tell, and by which names the same thing goes elsewhere. */
export type Told = Readonly<{ names: readonly string[]; steps: readonly Step[] }>;

/** @returns the record in a line of a log; undefined when there is none */
export function readRecord(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line) as LogRecord;
    return typeof record.level === 'string' && typeof record.timestamp === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}
