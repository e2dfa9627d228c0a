import { CREDENTIALS, readPorts, REGION } from '@cartless/local-aws';

/** Points the SDK at the shop on this machine, for scripts that use the services' own wiring. */
export function useLocalAccount(): void {
  Object.assign(process.env, {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${readPorts().parameters}`,
    AWS_ENDPOINT_URL_DYNAMODB: `http://localhost:${readPorts().dynamodb}`,
  });
}
