import type { Fact } from '../facts/fact.ts';
import type { Sample } from './buyer-sample.ts';

/** A sample of who bought when, for counting distinct people. */
export type BuyerSamples = Readonly<{ add(facts: readonly Fact[]): Promise<void> }>;

/** Reads samples of days or of months, both ends inclusive. */
export type SampleReader = Readonly<{ read(from: string, to: string): Promise<readonly Sample[]> }>;
