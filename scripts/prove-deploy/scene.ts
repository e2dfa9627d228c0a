import type { Ports } from '@cartless/local-aws';
import type { Account } from './account/account.ts';
import type { Steps } from './steps.ts';

/** Where steps are taken, and by what. */
export type Scene = Readonly<{
  root: string;
  ports: Ports;
  steps: Steps;
  say: (text: string) => void;
  account: Account;
  /** What runs beside the account, and ends with the proof. */
  running: { stop(): Promise<void> }[];
}>;
