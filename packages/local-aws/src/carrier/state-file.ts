import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { emptyState, type SimulatorState } from './simulator-state.ts';

/**
 * Reads what an earlier run left behind. No file means an empty simulator.
 *
 * @throws Error naming the file, when it is there but cannot be used.
 */
export async function loadState(file: string): Promise<SimulatorState> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`The carrier simulator cannot read its data file ${file}: ${error.message}`, {
      cause: error,
    });
  });
  if (text === undefined) return emptyState();
  const unusable = `The carrier simulator's data file ${file} is not usable. Delete it to start empty.`;
  let state: Partial<SimulatorState> | null;
  try {
    state = JSON.parse(text) as Partial<SimulatorState> | null;
  } catch (error) {
    throw new Error(unusable, { cause: error });
  }
  if (state?.version !== 1 || !Array.isArray(state.shipments) || !Array.isArray(state.trackers)) {
    throw new Error(unusable);
  }
  return { ...emptyState(), ...state };
}

export interface StateFile {
  /** Resolves when a file that holds everything up to this call is in place. Calls at the same time share one write. */
  save(): Promise<void>;
}

/** Writes the state beside its file and renames it, so that a crash leaves the old file or the new, never half of one. */
export function stateFile(file: string, state: () => SimulatorState): StateFile {
  let tail = Promise.resolve();
  let queued: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    queued = undefined;
    const draft = `${file}.${process.pid}.tmp`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, JSON.stringify(state()));
    await rename(draft, file);
  };
  return {
    save: () => {
      queued ??= tail.then(write);
      tail = queued.catch(() => undefined); // whoever asked for that save hears of its failure
      return queued;
    },
  };
}

export const noStateFile: StateFile = { save: () => Promise.resolve() };
