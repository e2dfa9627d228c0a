/** Where files are kept for a day. */
export type Bucket = Readonly<{
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** @throws Error when there is none */
  get(key: string): Promise<Uint8Array>;
  /** Writes a file of any length as it comes; until its end, nothing is there. */
  upload(file: KeptFile, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** An address by which anybody can get a file for some minutes. */
  link(key: string): Promise<string>;
}>;

/** A file as it is found again, and as whoever gets it sees it. */
export type KeptFile = Readonly<{ key: string; name: string; contentType: string }>;

/** Asks a worker to go on with an export. */
export type Sender = (exportId: string) => Promise<void>;
