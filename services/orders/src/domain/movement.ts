/**
 * An entry of a product's stock ledger. Only what comes from outside is an item of its own; what orders reserve, sell,
 * release and return is told by their lines and states.
 */
export type Movement = Readonly<{
  id: string;
  kind: 'receipt' | 'correction';
  units: number;
  reason: string;
  by: string;
  at: number;
}>;
