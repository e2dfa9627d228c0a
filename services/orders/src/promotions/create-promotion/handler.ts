import { apiHandler } from '@cartless/lambda';
import { createPromotion } from '../keep-promotion.ts';
import { promoting } from '../promotions-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ body: { code, reduction, active, ...fields } }) => {
  const { ports, read, show } = promoting();
  const given = { active, ...read({ ...fields, reduction }) };
  const [shown] = await show([await createPromotion(ports)(code, given)]);
  return shown!;
});
