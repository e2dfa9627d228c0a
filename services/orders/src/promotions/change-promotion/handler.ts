import { apiHandler } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { requireVersion } from '../../catalogue/product-change.ts';
import { versionOf } from '../../catalogue/product-input-body.ts';
import { changePromotion } from '../keep-promotion.ts';
import { promoting } from '../promotions-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, headers, body: { version, ...fields } }) => {
    const { ports, read, show } = promoting();
    const known = requireVersion(versionOf(headers['if-match']) ?? version);
    const [shown] = await show([await changePromotion(ports)(params.code, read(fields), known)]);
    return shown!;
  },
  { admit },
);
