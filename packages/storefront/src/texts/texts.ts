import type account from './en/account.json';
import type address from './en/address.json';
import type checkout from './en/checkout.json';
import type consoleTexts from './en/console.json';
import type consoleOrders from './en/console-orders.json';
import type consoleParcels from './en/console-parcels.json';
import type consoleProducts from './en/console-products.json';
import type consolePromotions from './en/console-promotions.json';
import type consoleSystem from './en/console-system.json';
import type consoleUsers from './en/console-users.json';
import type frame from './en/frame.json';
import type orders from './en/orders.json';
import type reports from './en/reports.json';
import type shop from './en/shop.json';

/** What can be said, by topic; each topic has one file in each language. English says which keys there are. */
export type Texts = Readonly<{
  account: typeof account;
  address: typeof address;
  checkout: typeof checkout;
  console: typeof consoleTexts;
  'console-orders': typeof consoleOrders;
  'console-parcels': typeof consoleParcels;
  'console-products': typeof consoleProducts;
  'console-promotions': typeof consolePromotions;
  'console-system': typeof consoleSystem;
  'console-users': typeof consoleUsers;
  frame: typeof frame;
  orders: typeof orders;
  reports: typeof reports;
  shop: typeof shop;
}>;
export type Topic = keyof Texts;
