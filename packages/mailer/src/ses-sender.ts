import { domainToASCII } from 'node:url';
import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { defineError, type ErrorDefinition } from '@cartless/domain';
import type { Mail } from './layout.ts';

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

/** Sends one mail to one address. */
export type MailSender = (to: string, mail: Mail) => Promise<void>;

type Options = Readonly<{
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
const NOT_SENT =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|without establishing a connection/;

/**
 * The sender behind Amazon SES. It never tries twice by itself, because a request that ran into a timeout may have been
 * heard; the caller decides with its own record.
 *
 * @param from the address that mails come from; verified at SES
 * @throws AppError MAIL_UNAVAILABLE (not sent, try later), MAIL_REFUSED (not sent, never will be), MAIL_UNCERTAIN
 */
export function sesSender(from: string, { configurationSet }: Options = {}): MailSender {
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 6000 },
  });
  return async (to, { subject, html, text }) => {
    const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
    const command = new SendEmailCommand({
      Source: from,
      Destination: { ToAddresses: [plainDomain(to)] },
      Message: { Subject: content(subject), Body: { Html: content(html), Text: content(text) } },
      ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
    });
    try {
      await client.send(command);
    } catch (cause) {
      throw failureOf(cause)({ details: { reason: reasonOf(cause) }, cause });
    }
  };
}

/** SES takes an international domain in its ASCII spelling only; what stands before the `@` is the receiver's. */
function plainDomain(address: string): string {
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
