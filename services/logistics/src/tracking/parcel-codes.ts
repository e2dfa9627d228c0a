import type { ShipmentId } from '@cartless/domain';
import type { TrackingUpdate } from './tracking.ts';

/** Which parcel a carrier's number means, and what carriers said of numbers that nobody knew yet. */
export type ParcelCodes = Readonly<{
  claim(provider: string, code: string, id: ShipmentId): Promise<void>;
  find(provider: string, code: string): Promise<ShipmentId | undefined>;
  /** Sent again, an update stays as old as when it came first. */
  keep(provider: string, code: string, eventId: string, update: TrackingUpdate, now: Date): Promise<void>;
  kept(provider: string, code: string): Promise<readonly KeptUpdate[]>;
  forget(provider: string, code: string, eventId: string): Promise<void>;
}>;
export type KeptUpdate = Readonly<{ eventId: string; update: TrackingUpdate; receivedAt: Date }>;
