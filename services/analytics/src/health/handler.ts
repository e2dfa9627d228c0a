import { healthHandler } from '@cartless/lambda';

export const handler = healthHandler('analytics');
