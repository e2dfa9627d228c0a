export type { Mail } from './layout.ts';
export { type MailSender, sesSender } from './ses-sender.ts';
export { orderConfirmed } from './templates/order-confirmed.ts';
export { verifyEmail } from './templates/verify-email.ts';
