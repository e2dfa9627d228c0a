/**
 * What a reader does that passes over an optional field, because its release does not know it. During a deployment that is what
 * happens, in any order of the services, so it has to be less than what is meant and never something else: a fact that a reader
 * would take for another one without the field is an event of its own, to which that release does not subscribe.
 *
 * By the path of the field, whichever events have it.
 */
export const IGNORED_FIELDS: Readonly<Record<string, string>> = {
  // Parcels
  replaces: 'Takes it for another parcel of the order; units are never counted beyond what was bought.',
  replacesSome: 'Takes it for another parcel of the order, and still waits for the one of which it has some.',
  origin: 'Counts both ends of a chain whose middle it has not heard of, up to what was bought.',
  items:
    'Takes it for all of the order; logistics sends parts only of orders that were told of by a release which knows them.',
  instead: 'Writes a letter more.',
  firstEstimate: 'Does not count whether it was late.',
  ordered: 'Writes a letter more.',
  replacement: 'Knows the parcel when that leaves.',
  again:
    'No release reads that some goes again and passes over what. Of what came back: writes a letter more.',
  wanted: 'Writes of all that is in the parcel; an order knows its own decisions about some of it.',
  by: 'Writes a letter to who was not the one to ask.',
  fit: 'Leaves the goods off the shelf until somebody books them.',
  reason: 'Does not say why.',
  cost: 'Does not count what it cost.',
  region: 'Counts it in the country alone.',
  // Orders
  'items[].productTitle': 'Names the variant where the product would do.',
  'items[].discount': 'Counts the line at its full price; totals are right.',
  'items[].taxIncluded': 'Does not count the tax of a line.',
  'items[].unitCost': 'Does not count the cost of a line.',
  'items[].options': 'Shows the title, which names them.',
  'items[].packing': 'Packs as before there were such facts.',
  'items[].packing.weightGrams': 'Takes the weight of the category.',
  'items[].packing.size': 'Knows no box.',
  'items[].packing.dangerousGoods': 'Declares nothing, as it did of such goods before.',
  'items[].packing.hsCode': 'Takes that of the category, or waits for a person.',
  'items[].packing.originCountry': 'Takes that of the category, or waits for a person.',
  'items[].packing.customsDescription': 'Takes that of the category, or waits for a person.',
  locale: 'Uses the language of the shop.',
  promotionCode: 'Does not count the use of a code.',
  taxIncluded: 'Does not count the tax.',
  paid: 'Does not tell what was cancelled paid from what was cancelled unpaid.',
  parts: 'Leaves the parts alone; they are told by `undelivered-decided` until that is answered.',
  decision: 'Follows the whole parcels at once; `undelivered-decided` finds that done.',
  'parcels[].items': 'There is no such reader: the event has had the field from the first.',
  disputeId: 'Counts it as a refund, which it is.',
  reopened: 'Counts a dispute more.',
  refundedInAll: 'Keeps the sum that it knew.',
  reasonCode: 'Does not count by reason.',
  returnId: 'Knows the order, of which a release before took one return.',
  returnItems: 'Takes the return for one of all units, as a release before did.',
  'counted[].cost': 'Counts the units without their value.',
  // Which variant of a product: who does not know goes by the product, and shows the title, which names it.
  variantId: 'Goes by the product.',
  'items[].variantId': 'Goes by the product.',
  'again[].variantId': 'Goes by the product.',
  'wanted[].variantId': 'Goes by the product.',
  'parts[].items[].variantId': 'Goes by the product.',
  'parcels[].items[].variantId': 'Goes by the product.',
  'returnItems[].variantId': 'Goes by the product.',
  'short[].variantId': 'Goes by the product.',
  'moved[].variantId': 'Goes by the product.',
  'counted[].variantId': 'Goes by the product.',
  // Addresses and people: there since the first release
  'address.line2': 'There is no such reader.',
  'address.district': 'There is no such reader.',
  'shippingAddress.line2': 'There is no such reader.',
  'shippingAddress.district': 'There is no such reader.',
  'addresses[].address.line2': 'There is no such reader.',
  'addresses[].address.district': 'There is no such reader.',
  to: 'Writes to the address of the account.',
  phone: 'Knows no number to call.',
};
