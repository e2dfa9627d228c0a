import { streamRelay } from '@cartless/lambda';
import { PUBLICATIONS } from '../../adapters/publications.ts';

export const handler = streamRelay(...PUBLICATIONS);
