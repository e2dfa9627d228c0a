import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { shop } from '../../app/shop.ts';
import { newProductOf } from '../products/product-values.ts';
import type { Line } from './read-lines.ts';
import { keyOf, rememberSent, sentKeys } from './sent-lines.ts';

/** What became of a line: made now, made at an earlier try, or refused and why. */
export type Outcome = Readonly<{ line: number; is: 'made' | 'there' | 'refused'; why?: string }>;

/** Sends the lines of a file one after the other; it can be stopped and goes on where it was. */
export function useImport(lines: readonly Line[], currency: string) {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const stopped = useRef(false);
  const run = async (): Promise<void> => {
    stopped.current = false;
    setIsRunning(true);
    const finished = outcomes.filter(({ is }) => is !== 'refused');
    const done = new Set(finished.map(({ line }) => line));
    setOutcomes(finished);
    for (const line of lines) {
      if (stopped.current) break;
      if (done.has(line.line)) continue;
      const outcome = await send(line, currency);
      setOutcomes((before) => [...before, outcome]);
    }
    setIsRunning(false);
    void client.invalidateQueries();
  };
  return {
    outcomes,
    isRunning,
    run: () => void run(),
    stop: () => {
      stopped.current = true;
    },
  };
}

async function send({ line, values }: Line, currency: string): Promise<Outcome> {
  const key = await keyOf(values);
  if (sentKeys().has(key)) return { line, is: 'there' };
  const { error } = await shop.post('/products', {
    params: { header: { 'Idempotency-Key': key } },
    body: newProductOf(values, currency),
  });
  if (error !== undefined) return { line, is: 'refused', why: error.detail };
  rememberSent(key);
  return { line, is: 'made' };
}
