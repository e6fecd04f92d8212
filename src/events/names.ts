/** "Complete Payment", "complete_payment" and "CompletePayment" are one name; as Catalogue::fold() in PHP. */
export const fold = ( name: string ): string => name.replace( /[^a-z0-9]+/gi, '' ).toLowerCase();
