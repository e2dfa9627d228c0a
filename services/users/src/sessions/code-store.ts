import type { Items } from '@cartless/aggregate';
import { epochSeconds } from '@cartless/domain';
import { networkOf } from '../throttling/network.ts';
import { codeKey, counterKey } from '../users-table.ts';
import { CODE_MINUTES } from './login-code.ts';
import type { LoginCode, LoginCodes } from './ports.ts';

/** Mailed codes, one of an account at a time, and from which network each was asked for; the mail worker stores them. */
export const codeStore = (items: Items): LoginCodes => ({
  async find(userId) {
    return (await items.get(codeKey(userId), { consistent: true })) as LoginCode | undefined;
  },
  async noteAsker(accountKey, sourceIp, at) {
    const expiresAt = epochSeconds(at) + CODE_MINUTES * 60;
    await items.write([{ put: { ...askerKey(accountKey), network: networkKey(sourceIp), expiresAt } }]);
  },
  async isAsker(accountKey, sourceIp, at) {
    const item = await items.get(askerKey(accountKey), { consistent: true });
    return item?.['network'] === networkKey(sourceIp) && Number(item['expiresAt']) > epochSeconds(at);
  },
});

const askerKey = (accountKey: string) => counterKey('code asker', accountKey);
/** A digest: where somebody is stays with the session alone. */
const networkKey = (sourceIp: string): string => counterKey('network', networkOf(sourceIp)).id;
