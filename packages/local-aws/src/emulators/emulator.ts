/** Writes one line for the developer. */
export type Log = (line: string) => void;

export interface EmulatorOptions {
  readonly port: number;
  /** The address to listen on; loopback when it is not given. Only what people look at can be elsewhere. */
  readonly host?: string;
  /** Folder that keeps the data between runs. Without it the data lives in memory. */
  readonly dataDir?: string;
  readonly log: Log;
  /** Called when the emulator ends without having been asked to, with its last log lines. */
  readonly onExit?: (lastLines: readonly string[]) => void;
}

/** A running emulator: its base URL, and the way to end it. */
export interface Emulator {
  readonly url: string;
  stop(): Promise<void>;
}
