import { healthRoute } from '@cartless/lambda';

export const route = healthRoute('analytics');
