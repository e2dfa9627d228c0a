import { comparableEmail } from '@cartless/domain';
import * as z from 'zod/mini';
import type { UndeliverableAddresses } from './ports.ts';

const Recipients = z.array(z.object({ emailAddress: z.string() }));

/** What SES tells about a mail that it sent (event publishing); fields that are of no use here are left out. */
export const MailFeedback = z.object({
  eventType: z.string(),
  mail: z.object({ timestamp: z.string() }),
  bounce: z.optional(z.object({ bounceType: z.string(), bouncedRecipients: Recipients })),
  complaint: z.optional(z.object({ complainedRecipients: Recipients })),
});

type Ports = Readonly<{ undeliverable: Pick<UndeliverableAddresses, 'note'> }>;

/**
 * Marks addresses that do not exist, or whose owner calls our mail spam. A full mailbox and other things that pass leave the
 * address as it is. Telling twice changes nothing.
 */
export const noteFeedback =
  ({ undeliverable }: Ports) =>
  async ({ bounce, complaint, mail }: z.infer<typeof MailFeedback>): Promise<void> => {
    const bounced = bounce?.bounceType === 'Permanent' ? bounce.bouncedRecipients : [];
    const marks = [
      ...bounced.map((recipient) => ({ ...recipient, reason: 'bounce' as const })),
      ...(complaint?.complainedRecipients ?? []).map((recipient) => ({
        ...recipient,
        reason: 'complaint' as const,
      })),
    ];
    await Promise.all(
      marks.map(({ emailAddress, reason }) =>
        undeliverable.note(comparableEmail(bareAddress(emailAddress)) ?? emailAddress, {
          reason,
          since: mail.timestamp,
        }),
      ),
    );
  };

/** The mailboxes that it tells of, in the form in which addresses are compared. */
export const recipientsOf = ({ bounce, complaint }: z.infer<typeof MailFeedback>): string[] =>
  [...(bounce?.bouncedRecipients ?? []), ...(complaint?.complainedRecipients ?? [])].map(
    ({ emailAddress }) => comparableEmail(bareAddress(emailAddress)) ?? emailAddress,
  );

/** SES may repeat the display name: `Mei Lin <mei@example.com>`. */
const bareAddress = (text: string): string => /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim();
