import type { Problem } from '../../kit/refusal.ts';

/** Kinds of dangerous goods, and whether they may fly: batteries in their equipment may, others go by road. */
const MAY_FLY: Readonly<Record<string, boolean>> = {
  PRIMARY_CONTAINED: true,
  PRIMARY_PACKED: true,
  PRIMARY: false,
  SECONDARY_CONTAINED: true,
  SECONDARY_PACKED: true,
  SECONDARY: false,
  LITHIUM: false,
  LIMITED_QUANTITY: false,
  ORMD: false,
};

/** Checks the option; what is wrong with it is added to `problems`. */
export function readHazmat(value: unknown, problems: Problem[]): void {
  if (value === undefined || value === null || (typeof value === 'string' && value in MAY_FLY)) return;
  const message = `must be one of ${Object.keys(MAY_FLY).join(', ')}`;
  problems.push({ field: 'options.hazmat', message });
}

/** Whether a parcel with this option goes by road only. */
export const isGrounded = (hazmat: unknown): boolean =>
  typeof hazmat === 'string' && MAY_FLY[hazmat] === false;
