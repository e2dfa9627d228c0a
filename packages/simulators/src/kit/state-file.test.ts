import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { StateFile } from './state-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kit-'));
  path = join(folder, 'new', 'state.json');
});
afterEach(() => rm(folder, { recursive: true }));

const stateFile = (file: string | undefined, log: (line: string) => void = () => undefined): StateFile =>
  new StateFile({ name: 'toy simulator', file, log });
const identity = (saved: unknown): unknown => saved;

describe('a state file', () => {
  it('gives the next run what the last one saved, and nothing to the first', async () => {
    const first = stateFile(path);
    expect(await first.load(identity)).toBeUndefined();
    first.keep(() => ({ parcels: 1 }));
    await first.save();
    expect(await stateFile(path).load(identity)).toEqual({ parcels: 1 });
    expect(await readdir(join(folder, 'new'))).toEqual(['state.json']);
  });

  it('holds everything up to the last of many saves, in few writes', async () => {
    const file = stateFile(path);
    let writes = 0;
    let count = 0;
    file.keep(() => {
      writes += 1;
      return { count };
    });
    const saves: Promise<void>[] = [];
    for (count = 1; count < 20; count += 1) saves.push(file.save());
    await Promise.all(saves);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ count: 20 });
    expect(writes).toBeLessThan(20);
  });

  it('is written shortly after a change', async () => {
    const file = stateFile(path);
    file.keep(() => ({ changed: true }));
    file.saveSoon();
    await eventually(async () => (await stateFile(path).load(identity)) !== undefined);
  });

  it('that cannot be written is told to whoever asked, and otherwise logged', async () => {
    await writeFile(join(folder, 'blocked'), '');
    const lines: string[] = [];
    const file = stateFile(join(folder, 'blocked', 'state.json'), (line) => lines.push(line));
    await expect(file.save()).rejects.toThrow();
    file.saveSoon();
    await eventually(() => lines.length === 1);
    expect(lines[0]).toContain('could not save');
  });

  it.each(['{"half":', '{"other":1}'])('that holds %s is named, with what to do', async (text) => {
    path = join(folder, 'state.json');
    await writeFile(path, text);
    const parse = (saved: unknown): unknown => {
      if ((saved as { parcels?: number }).parcels === undefined) throw new Error('not ours');
      return saved;
    };
    const message = `The toy simulator's data file ${path} is not usable. Delete it to start empty.`;
    await expect(stateFile(path).load(parse)).rejects.toThrow(message);
  });

  it('without a path keeps nothing', async () => {
    const file = stateFile(undefined);
    file.keep(() => ({ lost: true }));
    file.saveSoon();
    await file.save();
    expect(await stateFile(undefined).load(identity)).toBeUndefined();
  });
});
