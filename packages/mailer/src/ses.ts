import { domainToASCII } from 'node:url';
import { SESClient, type SendEmailCommand, type SendRawEmailCommand } from '@aws-sdk/client-ses';
import { defineError, type ErrorDefinition } from '@cartless/domain';

export const MailRefused = defineError('invalid', 'MAIL_REFUSED', {
  en: 'The mail service refused this mail: {reason}',
  'zh-CN': '邮件服务拒绝了该邮件：{reason}',
});
export const MailUnavailable = defineError('unavailable', 'MAIL_UNAVAILABLE', {
  en: 'The mail service does not take mail at the moment: {reason}',
  'zh-CN': '邮件服务暂时不可用：{reason}',
});
export const MailUncertain = defineError('invalid', 'MAIL_UNCERTAIN', {
  en: 'The mail service did not say whether it took the mail: {reason}',
  'zh-CN': '邮件服务未确认是否已接收该邮件：{reason}',
});

export type SesOptions = Readonly<{
  /** The SES configuration set that reports bounces and complaints. */
  configurationSet?: string;
}>;

/** What SES says of a mail that it will never take, however often it is tried. */
const FINAL = new Set([
  'ConfigurationSetDoesNotExistException',
  'InvalidParameterValue',
  'MailFromDomainNotVerifiedException',
  'MessageRejected',
]);
/** Failures from before the request went out. */
const NOT_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|did not establish a connection/;
/** Without `throwOnRequestTimeout` the SDK would warn of a request that takes too long, and wait. */
const TIMES = { connectionTimeout: 2000, requestTimeout: 6000, throwOnRequestTimeout: true };
/**
 * Each mail has a connection of its own. One that waited while Lambda slept is closed on the other side, and a mail that is written
 * into it would be uncertain without having been sent.
 */
const ANEW = { keepAlive: false };

/**
 * Gives mails to Amazon SES, each once: a request that ran into a timeout may have been heard, so the caller decides with its own
 * record whether to try again.
 *
 * @throws AppError MAIL_UNAVAILABLE (not sent, try later), MAIL_REFUSED (not sent, never will be), MAIL_UNCERTAIN
 */
export function sesClient(): (command: SendEmailCommand | SendRawEmailCommand) => Promise<void> {
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: { ...TIMES, httpAgent: ANEW, httpsAgent: ANEW },
  });
  return async (command) => {
    try {
      // One of the two at a time: the client has no overload for both.
      await client.send(command as SendEmailCommand);
    } catch (cause) {
      throw failureOf(cause)({ details: { reason: reasonOf(cause) }, cause });
    }
  };
}

/** SES takes an international domain in its ASCII spelling only; what stands before the `@` is the receiver's. */
export function plainDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
}

/** Which failure an error of the SDK is. Any answer of SES, even 500, means that the mail was not taken. */
function failureOf(error: unknown): ErrorDefinition {
  if (error instanceof Error && FINAL.has(error.name)) return MailRefused;
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  if ($metadata?.httpStatusCode !== undefined) return MailUnavailable;
  return NOT_SENT.test(`${code ?? ''} ${String(error)}`) ? MailUnavailable : MailUncertain;
}

/** The kind of failure only: SES repeats addresses in its messages. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
