import { streamRelay } from '@cartless/lambda';
import { PUBLICATIONS } from './publications.ts';

export const handler = streamRelay(...PUBLICATIONS);
