/**
 * What all containers together know of the carriers' health. Telling it never fails; what was asked is
 * remembered for some seconds.
 */
export type CarrierHealth = Readonly<{
  called(provider: string, ok: boolean, ms: number): void;
  opened(provider: string, forMs: number): void;
  closed(provider: string): void;
  isOpen(provider: string): Promise<boolean>;
  /** Resolves when all that was told is written: a Lambda must not be frozen before. */
  settled(): Promise<void>;
}>;
