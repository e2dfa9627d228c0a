export type { Mail } from './layout.ts';
export { type MailSender, MailRefused, MailUnavailable, MailUncertain, sesSender } from './ses-sender.ts';
export { emailChanged } from './templates/email-changed.ts';
export { orderConfirmed } from './templates/order-confirmed.ts';
export { passwordChanged } from './templates/password-changed.ts';
export { passwordReset } from './templates/password-reset.ts';
export { verifyEmail } from './templates/verify-email.ts';
export { verifyNewEmail } from './templates/verify-new-email.ts';
export { welcome } from './templates/welcome.ts';
