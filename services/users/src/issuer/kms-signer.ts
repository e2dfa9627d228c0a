import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Signer } from './access-token.ts';
import { SigningUnavailable } from './errors.ts';

/** Signs with a key that never leaves KMS. @param keyArn of an RSA_2048 key for SIGN_VERIFY */
export function kmsSigner(client: KMSClient, keyArn: string): Signer {
  return {
    keyId: keyIdOf(keyArn),
    async sign(input) {
      try {
        const { Signature } = await client.send(
          new SignCommand({
            KeyId: keyArn,
            Message: input,
            MessageType: 'RAW',
            SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
          }),
        );
        if (Signature !== undefined) return Signature;
        throw new Error('KMS answered without a signature');
      } catch (cause) {
        throw SigningUnavailable({ details: { retryAfter: 5 }, cause });
      }
    },
  };
}

/** The last part of a key's ARN names it well enough, and saves asking KMS for its public half at every start. */
const keyIdOf = (keyArn: string): string => keyArn.slice(keyArn.lastIndexOf('/') + 1);
